// The loops of all instruction sets: the file that includes this sets one, and the compiler makes vectors of them.
// Bytes are read as u8, s8 with its sign bit turned over.
#include "../common/functions.h"
#include "elementwise_u8.h"

/// What every element of a call has in common; all but the factors written as u8.
typedef struct {
    uint8_t flip;
    int32_t left_zero, right_zero, zero, lowest, highest;
    /// Of the left operand and the right one in a sum; of a product the first alone.
    float factor, right_factor;
} terms;

INLINE terms terms_of(const ep_elementwise_u8_arguments *a) {
    uint8_t flip = a->type == EP_S8 ? 0x80 : 0;
    float left = a->left_scaled.scale / a->destination_scaled.scale;
    bool multiplies = a->operation == EP_MULTIPLY;
    return (terms){.flip = flip,
                   .left_zero = (uint8_t)a->left_scaled.zero_point ^ flip,
                   .right_zero = (uint8_t)a->right_scaled.zero_point ^ flip,
                   .zero = (uint8_t)a->destination_scaled.zero_point ^ flip,
                   .lowest = (uint8_t)a->lowest ^ flip,
                   .highest = (uint8_t)a->highest ^ flip,
                   .factor = multiplies ? left * a->right_scaled.scale : left,
                   .right_factor = a->right_scaled.scale / a->destination_scaled.scale};
}

INLINE uint8_t combined(terms t, bool multiplies, uint8_t left, uint8_t right) {
    int32_t l = (left ^ t.flip) - t.left_zero, r = (right ^ t.flip) - t.right_zero;
    float scaled = multiplies ? (float)(l * r) * t.factor : (float)l * t.factor + (float)r * t.right_factor;
    // Adding and taking away 1.5 × 2^23 rounds to a whole number, halves to even.
    int32_t whole = (int32_t)((ep_clamp(scaled, -1024, 1024) + 0x1.8p23F) - 0x1.8p23F) + t.zero;
    whole = whole < t.lowest ? t.lowest : whole;
    return (uint8_t)((whole > t.highest ? t.highest : whole) ^ t.flip);
}

INLINE void combine_all(terms t, ep_pairs_row row, bool multiplies, bool is_one) {
    uint8_t *destination = row.destination;
    const uint8_t *left = row.left, *right = row.right, one = *right;
    // The destination may be an operand, place by place.
#pragma clang loop vectorize(assume_safety)
    for (size_t i = 0; i < row.count; i++)
        destination[i] = combined(t, multiplies, left[i], is_one ? one : right[i]);
}

INLINE void combine(const ep_elementwise_u8_arguments *a, ep_pairs_row row) {
    terms t = terms_of(a);
    bool multiplies = a->operation == EP_MULTIPLY, is_one = a->pairs.right_is_column;
    if (multiplies && is_one) combine_all(t, row, true, true);
    else if (multiplies) combine_all(t, row, true, false);
    else if (is_one) combine_all(t, row, false, true);
    else combine_all(t, row, false, false);
}
