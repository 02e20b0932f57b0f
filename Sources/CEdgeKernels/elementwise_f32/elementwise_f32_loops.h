// The loops of all instruction sets: the file that includes this sets one, and the compiler makes vectors of them.
#include "../common/functions.h"
#include "../common/narrow.h"
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

INLINE void combine_wide(const ep_elementwise_f32_arguments *a, ep_pairs_row row) {
    switch (a->operation) {
    case EP_ADD: combine_any(EP_ADD, a, row); break;
    case EP_SUBTRACT: combine_any(EP_SUBTRACT, a, row); break;
    case EP_MULTIPLY: combine_any(EP_MULTIPLY, a, row); break;
    case EP_DIVIDE: combine_any(EP_DIVIDE, a, row); break;
    }
}

INLINE void combine_narrow(const ep_elementwise_f32_arguments *a, ep_pairs_row row) {
    const ep_bf16 *left = row.left, *right = row.right;
    ep_bf16 *destination = row.destination;
    float wide_left[EP_NARROW_BLOCK], wide_right[EP_NARROW_BLOCK];
    bool is_one = a->pairs.right_is_column;
    if (is_one) wide_right[0] = ep_bf16_widened(*right);
    for (size_t i = 0, count; i < row.count; i += count) {
        count = row.count - i < EP_NARROW_BLOCK ? row.count - i : EP_NARROW_BLOCK;
        ep_widen_all(wide_left, left + i, count);
        if (!is_one) ep_widen_all(wide_right, right + i, count);
        combine_wide(a, (ep_pairs_row){wide_left, wide_left, wide_right, count});
        ep_round_all(destination + i, wide_left, count);
    }
}

INLINE void combine(const ep_elementwise_f32_arguments *a, ep_pairs_row row) {
    if (a->type == EP_FLOAT_BF16) combine_narrow(a, row);
    else combine_wide(a, row);
}
