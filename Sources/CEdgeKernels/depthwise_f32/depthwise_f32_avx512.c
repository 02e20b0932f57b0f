#if defined(__x86_64__)
#include "depthwise_f32.h"
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq"))), apply_to = function)

#include "depthwise_f32_avx512.h"

static inline __attribute__((always_inline)) void store_narrow(ep_bf16 *to, size_t lanes, bool whole, wide values) {
    float copy[LANES];
    _mm512_storeu_ps(copy, values);
    if (whole) ep_round_all(to, copy, LANES);
    else ep_round_all(to, copy, lanes);
}

#include "depthwise_f32_strip.h"

void ep_depthwise_f32_avx512(const ep_depthwise_f32_unit *u) { every_size(u, false); }

void ep_depthwise_bf16_avx512(const ep_depthwise_f32_unit *u) { every_size(u, true); }

#pragma clang attribute pop
#endif
