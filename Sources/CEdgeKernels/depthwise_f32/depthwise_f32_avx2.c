#include "depthwise_f32.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

#include "../common/swish_avx2.h"

enum { LANES = 8, ROWS = 2 };

typedef __m256 wide;

static inline __attribute__((always_inline)) wide load(const float *from) { return _mm256_loadu_ps(from); }

static inline __attribute__((always_inline)) __m256i first_lanes(size_t lanes) {
    return _mm256_cmpgt_epi32(_mm256_set1_epi32((int)lanes), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
}

static inline __attribute__((always_inline)) wide load_some(const float *from, size_t lanes) {
    return _mm256_maskload_ps(from, first_lanes(lanes));
}

static inline __attribute__((always_inline)) void store_some(float *to, size_t lanes, bool whole, wide values) {
    if (whole)
        _mm256_storeu_ps(to, values);
    else
        _mm256_maskstore_ps(to, first_lanes(lanes), values);
}

static inline __attribute__((always_inline)) wide multiply_add(wide left, wide right, wide sum) {
    return _mm256_fmadd_ps(left, right, sum);
}

static inline __attribute__((always_inline)) wide clamp(wide sum, float lowest, float highest) {
    // These give their second operand if either is NaN.
    return _mm256_min_ps(_mm256_set1_ps(highest), _mm256_max_ps(_mm256_set1_ps(lowest), sum));
}

static inline __attribute__((always_inline)) wide swish(wide sum) { return ep_swish_avx2(sum); }

static inline __attribute__((always_inline)) wide load_narrow(const ep_bf16 *from, size_t lanes, bool whole) {
    ep_bf16 copy[LANES] = {0};
    if (!whole) memcpy(copy, from, lanes * sizeof *from);
    __m128i narrow = _mm_loadu_si128((const __m128i *)(const void *)(whole ? from : copy));
    return _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu16_epi32(narrow), 16));
}

static inline __attribute__((always_inline)) void store_narrow(ep_bf16 *to, size_t lanes, bool whole, wide values) {
    float copy[LANES];
    _mm256_storeu_ps(copy, values);
    if (whole) ep_round_all(to, copy, LANES);
    else ep_round_all(to, copy, lanes);
}

#include "depthwise_f32_strip.h"

void ep_depthwise_f32_avx2(const ep_depthwise_f32_unit *u) { every_size(u, false); }

void ep_depthwise_bf16_avx2(const ep_depthwise_f32_unit *u) { every_size(u, true); }

#pragma clang attribute pop
#endif
