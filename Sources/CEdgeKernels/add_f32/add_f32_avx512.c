#include "add_f32.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx512f"))), apply_to = function)

void ep_add_f32_avx512(float *destination, const float *left, const float *right, size_t count, float lowest,
                       float highest) {
    __m512 low = _mm512_set1_ps(lowest), high = _mm512_set1_ps(highest);
    for (size_t i = 0; i < count; i += 16) {
        __mmask16 lanes = count - i >= 16 ? 0xFFFF : (__mmask16)((1U << (count - i)) - 1);
        __m512 sum = _mm512_add_ps(_mm512_maskz_loadu_ps(lanes, left + i), _mm512_maskz_loadu_ps(lanes, right + i));
        // These give their second operand if either is NaN.
        sum = _mm512_min_ps(high, _mm512_max_ps(low, sum));
        _mm512_mask_storeu_ps(destination + i, lanes, sum);
    }
}

#pragma clang attribute pop
#endif
