#include "depthwise_f32.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx512f"))), apply_to = function)

enum { LANES = 16, ROWS = 4 };

typedef __m512 wide;

static inline __attribute__((always_inline)) wide load(const float *from) { return _mm512_loadu_ps(from); }

static inline __attribute__((always_inline)) __mmask16 first_lanes(size_t lanes) {
    return (__mmask16)(0xFFFFU >> (LANES - lanes));
}

static inline __attribute__((always_inline)) wide load_some(const float *from, size_t lanes) {
    return _mm512_maskz_loadu_ps(first_lanes(lanes), from);
}

static inline __attribute__((always_inline)) void store_some(float *to, size_t lanes, bool whole, wide values) {
    if (whole)
        _mm512_storeu_ps(to, values);
    else
        _mm512_mask_storeu_ps(to, first_lanes(lanes), values);
}

static inline __attribute__((always_inline)) wide multiply_add(wide left, wide right, wide sum) {
    return _mm512_fmadd_ps(left, right, sum);
}

static inline __attribute__((always_inline)) wide clamp(wide sum, float lowest, float highest) {
    // These give their second operand if either is NaN.
    return _mm512_min_ps(_mm512_set1_ps(highest), _mm512_max_ps(_mm512_set1_ps(lowest), sum));
}

#include "depthwise_f32_strip.h"

void ep_depthwise_f32_avx512(const ep_depthwise_f32_unit *u) { every_size(u); }

#pragma clang attribute pop
#endif
