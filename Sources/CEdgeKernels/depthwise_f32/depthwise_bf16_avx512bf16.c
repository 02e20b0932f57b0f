#if defined(__x86_64__)
#include "depthwise_f32.h"
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512bf16"))), apply_to = function)

#include "depthwise_f32_avx512.h"

static inline __attribute__((always_inline)) void store_narrow(ep_bf16 *to, size_t lanes, bool whole, wide values) {
    __m256i narrow = (__m256i)_mm512_cvtneps_pbh(values);
    if (whole) _mm256_storeu_si256((__m256i *)(void *)to, narrow);
    else _mm256_mask_storeu_epi16(to, first_lanes(lanes), narrow);
}

#include "depthwise_f32_strip.h"

void ep_depthwise_bf16_avx512bf16(const ep_depthwise_f32_unit *u) { every_size(u, true); }

#pragma clang attribute pop
#endif
