#include "gemm_s8.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)

enum { most_rows = 4 };

/// The bytes of even and of odd places, each widened to 16 bits where it stands.
typedef struct {
    __m256i even, odd;
} widened;
typedef widened left_part, weights_part;

static inline __attribute__((always_inline)) left_part as_left(__m256i four) {
    return (left_part){_mm256_and_si256(four, _mm256_set1_epi16(0xFF)), _mm256_srli_epi16(four, 8)};
}

static inline __attribute__((always_inline)) weights_part as_weights(__m256i line) {
    return (weights_part){_mm256_srai_epi16(_mm256_slli_epi16(line, 8), 8), _mm256_srai_epi16(line, 8)};
}

/// Exact: multiplying bytes by vpmaddubsw would be twice as fast, but two products of 255 × 127 do not fit 16 bits.
static inline __attribute__((always_inline)) __m256i add_products(__m256i sum, left_part left, weights_part weights) {
    __m256i even = _mm256_madd_epi16(left.even, weights.even), odd = _mm256_madd_epi16(left.odd, weights.odd);
    return _mm256_add_epi32(sum, _mm256_add_epi32(even, odd));
}

#include "gemm_s8_ymm.h"

void ep_gemm_s8_avx2(const ep_gemm_s8_strip *strip, size_t rows, size_t groups) {
    (void)groups;
    switch (rows) {
    case 1: product(strip, 1); break;
    case 2: product(strip, 2); break;
    case 3: product(strip, 3); break;
    default: product(strip, 4);
    }
    if (strip->finish->type == EP_F32) ep_gemm_s8_to_float(strip, rows);
}

#pragma clang attribute pop
#endif
