#include "add_f32.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)

void ep_add_f32_avx2(float *destination, const float *left, const float *right, size_t count, float lowest,
                     float highest) {
    __m256 low = _mm256_set1_ps(lowest), high = _mm256_set1_ps(highest);
    size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        __m256 sum = _mm256_add_ps(_mm256_loadu_ps(left + i), _mm256_loadu_ps(right + i));
        // These give their second operand if either is NaN.
        sum = _mm256_min_ps(high, _mm256_max_ps(low, sum));
        _mm256_storeu_ps(destination + i, sum);
    }
    ep_add_f32_scalar(destination + i, left + i, right + i, count - i, lowest, highest);
}

#pragma clang attribute pop
#endif
