// The loops of all instruction sets: the file that includes this sets one, and the compiler makes vectors of them.
#include "../common/functions.h"
#include "elementwise_f32.h"

INLINE float combined(ep_elementwise operation, float left, float right) {
    switch (operation) {
    case EP_ADD: return left + right;
    case EP_SUBTRACT: return left - right;
    case EP_MULTIPLY: return left * right;
    case EP_DIVIDE: return left / right;
    }
}

INLINE void combine_row(ep_elementwise operation, ep_pairs_row row, float lowest, float highest) {
    float *destination = row.destination;
    const float *left = row.left, *right = row.right;
    // The destination may be an operand, place by place.
#pragma clang loop vectorize(assume_safety)
    for (size_t i = 0; i < row.count; i++)
        destination[i] = ep_clamp(combined(operation, left[i], right[i]), lowest, highest);
}

INLINE void combine_one(ep_elementwise operation, ep_pairs_row row, float lowest, float highest) {
    float *destination = row.destination;
    const float *left = row.left, right = *(const float *)row.right;
#pragma clang loop vectorize(assume_safety)
    for (size_t i = 0; i < row.count; i++)
        destination[i] = ep_clamp(combined(operation, left[i], right), lowest, highest);
}

INLINE void combine_any(ep_elementwise operation, const ep_elementwise_f32_arguments *a, ep_pairs_row row) {
    if (a->pairs.right_is_column)
        combine_one(operation, row, a->lowest, a->highest);
    else
        combine_row(operation, row, a->lowest, a->highest);
}

INLINE void combine(const ep_elementwise_f32_arguments *a, ep_pairs_row row) {
    switch (a->operation) {
    case EP_ADD: combine_any(EP_ADD, a, row); break;
    case EP_SUBTRACT: combine_any(EP_SUBTRACT, a, row); break;
    case EP_MULTIPLY: combine_any(EP_MULTIPLY, a, row); break;
    case EP_DIVIDE: combine_any(EP_DIVIDE, a, row); break;
    }
}
