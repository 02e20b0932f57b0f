#pragma once
#include "bf16.h"
#include "ep_element.h"
#include <stddef.h>

// Floats as they are stored, to and from fp32. The instruction set is that of the file that includes this: the compiler
// makes vectors of these loops.

/// Elements that are widened at once, so that they stay in the first cache.
enum : size_t { EP_NARROW_BLOCK = 512 };

static inline size_t ep_float_bytes(ep_float_type type) {
    return type == EP_FLOAT_BF16 ? sizeof(ep_bf16) : sizeof(float);
}

static inline __attribute__((always_inline)) void ep_widen_all(float *restrict to, const ep_bf16 *restrict from,
                                                               size_t count) {
    for (size_t i = 0; i < count; i++) to[i] = ep_bf16_widened(from[i]);
}

static inline __attribute__((always_inline)) void ep_round_all(ep_bf16 *restrict to, const float *restrict from,
                                                               size_t count) {
    for (size_t i = 0; i < count; i++) to[i] = ep_bf16_rounded(from[i]);
}
