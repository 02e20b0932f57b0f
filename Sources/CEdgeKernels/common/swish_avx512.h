#pragma once
#include <immintrin.h>

// The file that includes this sets the instruction set.

/// As `ep_swish`.
static inline __attribute__((always_inline)) __m512 ep_swish_avx512(__m512 x) {
    __m512 part = _mm512_add_ps(_mm512_mul_ps(x, _mm512_set1_ps(1.0F / 6)), _mm512_set1_ps(0.5F));
    // These give their second operand if either is NaN.
    part = _mm512_min_ps(_mm512_set1_ps(1), _mm512_max_ps(_mm512_setzero_ps(), part));
    return _mm512_mul_ps(_mm512_max_ps(_mm512_set1_ps(-0x1.FFFFFEp127F), x), part);
}
