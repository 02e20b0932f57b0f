#pragma once
#include <immintrin.h>

// The file that includes this sets the instruction set.

/// As `ep_swish`.
static inline __attribute__((always_inline)) __m256 ep_swish_avx2(__m256 x) {
    __m256 part = _mm256_add_ps(_mm256_mul_ps(x, _mm256_set1_ps(1.0F / 6)), _mm256_set1_ps(0.5F));
    // These give their second operand if either is NaN.
    part = _mm256_min_ps(_mm256_set1_ps(1), _mm256_max_ps(_mm256_setzero_ps(), part));
    return _mm256_mul_ps(_mm256_max_ps(_mm256_set1_ps(-0x1.FFFFFEp127F), x), part);
}
