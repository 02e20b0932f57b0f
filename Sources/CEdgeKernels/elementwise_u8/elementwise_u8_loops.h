// The loops of all instruction sets: the file that includes this sets one, and the compiler makes vectors of them.
// Bytes are read as u8, s8 with its sign bit turned over.
#include "../common/functions.h"
#include "elementwise_u8.h"

/// What every element of a call has in common; all but the factors written as u8.
typedef struct {
    uint8_t flip;
    int32_t left_zero, right_zero, lowest, highest;
    /// Of the left operand and the right one in a sum; of a product the first alone.
    float factor, right_factor;
    /// What is added to the factors' terms: the zero point of the result, in a sum less those of the operands.
    float offset;
} terms;

INLINE terms terms_of(const ep_elementwise_u8_arguments *a) {
    uint8_t flip = a->type == EP_S8 ? 0x80 : 0;
    bool multiplies = a->operation == EP_MULTIPLY;
    float step = a->destination_scaled.scale, right = a->right_scaled.scale;
    float factor = (multiplies ? a->left_scaled.scale * right : a->left_scaled.scale) / step;
    int32_t left_zero = (uint8_t)a->left_scaled.zero_point ^ flip, zero = (uint8_t)a->destination_scaled.zero_point ^ flip;
    int32_t right_zero = (uint8_t)a->right_scaled.zero_point ^ flip;
    float zeros = factor * (float)left_zero + right / step * (float)right_zero;
    return (terms){.flip = flip,
                   .left_zero = left_zero,
                   .right_zero = right_zero,
                   .lowest = (uint8_t)a->lowest ^ flip,
                   .highest = (uint8_t)a->highest ^ flip,
                   .factor = factor,
                   .right_factor = right / step,
                   .offset = multiplies ? (float)zero : (float)zero - zeros};
}

INLINE uint8_t combined(terms t, bool multiplies, uint8_t left, uint8_t right) {
    int32_t l = left ^ t.flip, r = right ^ t.flip;
    // In the order of ONNX Runtime: where a half is met, its own rounding decides.
    float scaled = multiplies ? (float)((l - t.left_zero) * (r - t.right_zero)) * t.factor + t.offset
                              : (float)l * t.factor + ((float)r * t.right_factor + t.offset);
    // Adding and taking away 1.5 × 2^23 rounds to a whole number, halves to even.
    int32_t whole = (int32_t)((ep_clamp(scaled, -1024, 1024) + 0x1.8p23F) - 0x1.8p23F);
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
