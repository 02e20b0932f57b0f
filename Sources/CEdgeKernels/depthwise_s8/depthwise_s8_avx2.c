#include "depthwise_s8.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)

#include "depthwise_s8_ymm.h"

/// Weights of rows 0 and 2, and of rows 1 and 3, as 16 bits: products of 8 bits in pairs would saturate.
typedef struct {
    __m256i even, odd;
} taps;

static inline __attribute__((always_inline)) taps weights_of(const int8_t *line) {
    __m256i weights = load_whole((const uint8_t *)line);
    return (taps){_mm256_srai_epi16(_mm256_slli_epi16(weights, 8), 8), _mm256_srai_epi16(weights, 8)};
}

static inline __attribute__((always_inline)) sums start_of(sums start, taps weights) {
    (void)weights;
    return start;
}

static inline __attribute__((always_inline)) sums dot(sums sum, bytes woven, taps weights) {
    __m256i even = _mm256_and_si256(woven, _mm256_set1_epi16(0xFF)), odd = _mm256_srli_epi16(woven, 8);
    return _mm256_add_epi32(
        sum, _mm256_add_epi32(_mm256_madd_epi16(even, weights.even), _mm256_madd_epi16(odd, weights.odd)));
}

#include "depthwise_s8_strip.h"

void ep_depthwise_s8_avx2(const ep_depthwise_s8_unit *u) { every_size(u); }

#pragma clang attribute pop
#endif
