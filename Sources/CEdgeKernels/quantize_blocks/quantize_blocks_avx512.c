#include "quantize_blocks.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl"))), apply_to = function)

static inline __attribute__((always_inline)) int32_t largest_magnitude(const float *source, size_t count) {
    __m512i largest = _mm512_setzero_si512(), magnitude = _mm512_set1_epi32(0x7FFFFFFF);
    for (size_t k = 0; k < count; k += 16)
        largest = _mm512_max_epi32(largest, _mm512_and_si512(_mm512_loadu_si512(source + k), magnitude));
    return _mm512_reduce_max_epi32(largest);
}

static inline __attribute__((always_inline)) int32_t write_block(const float *source, size_t count, float factor,
                                                                 int8_t *values) {
    __m512i sum = _mm512_setzero_si512();
    for (size_t k = 0; k < count; k += 16) {
        __m512i rounded = _mm512_cvtps_epi32(_mm512_mul_ps(_mm512_loadu_ps(source + k), _mm512_set1_ps(factor)));
        sum = _mm512_add_epi32(sum, rounded);
        _mm_storeu_epi8(values + k, _mm512_cvtepi32_epi8(rounded));
    }
    return _mm512_reduce_add_epi32(sum);
}

#include "quantize_blocks_row.h"

void ep_quantize_blocks_s8_f32_avx512(const ep_quantize_blocks_arguments *a, size_t row) { quantize_row(a, row); }

#pragma clang attribute pop
#endif
