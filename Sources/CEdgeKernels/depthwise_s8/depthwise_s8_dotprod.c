#include "depthwise_s8.h"

#if defined(__aarch64__)
#include <arm_neon.h>

#pragma clang attribute push(__attribute__((target("dotprod"))), apply_to = function)

#include "depthwise_s8_q.h"

static inline __attribute__((always_inline)) sums dot(sums sum, bytes woven, taps weights) {
    return vdotq_s32(sum, woven, weights);
}

/// What the activations lack, times the weights.
static inline __attribute__((always_inline)) sums start_of(sums start, taps weights) {
    return vaddq_s32(start, vshlq_n_s32(dot(vdupq_n_s32(0), vdupq_n_s8(1), weights), 7));
}

#include "depthwise_s8_strip.h"

void ep_depthwise_s8_dotprod(const ep_depthwise_s8_unit *u) { every_size(u); }

#pragma clang attribute pop
#endif
