#include "depthwise_s8.h"

#if defined(__aarch64__)
#include "depthwise_s8_q.h"

static inline __attribute__((always_inline)) sums dot(sums sum, bytes woven, taps weights) {
    // Two products of -128 × -128 do not fit 16 bits, so they are widened before they are added.
    int32x4_t low = vpaddlq_s16(vmull_s8(vget_low_s8(woven), vget_low_s8(weights)));
    int32x4_t high = vpaddlq_s16(vmull_high_s8(woven, weights));
    return vaddq_s32(sum, vpaddq_s32(low, high));
}

/// What the activations lack, times the weights.
static inline __attribute__((always_inline)) sums start_of(sums start, taps weights) {
    return vaddq_s32(start, vshlq_n_s32(dot(vdupq_n_s32(0), vdupq_n_s8(1), weights), 7));
}

#include "depthwise_s8_strip.h"

void ep_depthwise_s8_neon(const ep_depthwise_s8_unit *u) { every_size(u); }
#endif
