#pragma once
#include "../common/half.h"
#include "CEdgeKernels.h"
#include <math.h>

/// How the weights of one block become nibbles.
typedef struct {
    /// As fp16, and what that stands for.
    uint16_t scale;
    float value;
    uint8_t zero_point;
} ep_round_s4;

static inline ep_status ep_round_s4_find(const float *weights, size_t count, size_t stride, bool has_zero_point,
                                         ep_round_s4 *rounding) {
    float lowest = 0, highest = 0;
    for (size_t k = 0; k < count; k++) {
        float weight = weights[k * stride];
        if (!isfinite(weight)) return EP_BAD_SCALE;
        lowest = fminf(lowest, weight);
        highest = fmaxf(highest, weight);
    }
    // Without a zero point of its own the block has −8…7 scales: the larger side gets the −8.
    float scale = has_zero_point ? highest / 15 - lowest / 15 : -lowest > highest ? lowest / -8 : highest / -8;
    uint16_t half = ep_half_of(scale);
    // All zeros, or too small for fp16: the smallest scale there is.
    if ((half & 0x7FFF) == 0) half = (uint16_t)(half | 1);
    float value = ep_half_to_float(half);
    if (!isfinite(value)) return EP_BAD_SCALE;
    float zero = has_zero_point ? rintf(-lowest / value) : 8;
    *rounding = (ep_round_s4){
        .scale = half, .value = value, .zero_point = (uint8_t)(zero < 0 ? 0 : zero > 15 ? 15 : zero)};
    return EP_OK;
}

static inline uint8_t ep_round_s4_nibble(const ep_round_s4 *rounding, float weight) {
    float nibble = rintf(weight / rounding->value) + rounding->zero_point;
    return (uint8_t)(nibble < 0 ? 0 : nibble > 15 ? 15 : nibble);
}
