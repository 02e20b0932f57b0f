#include "quantize_blocks.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)

static inline __attribute__((always_inline)) __m256i bits_at(const float *from) {
    return _mm256_loadu_si256((const __m256i *)(const void *)from);
}

static inline __attribute__((always_inline)) int32_t largest_magnitude(const float *source, size_t count) {
    __m256i largest = _mm256_setzero_si256(), magnitude = _mm256_set1_epi32(0x7FFFFFFF);
    for (size_t k = 0; k < count; k += 8)
        largest = _mm256_max_epi32(largest, _mm256_and_si256(bits_at(source + k), magnitude));
    __m128i four = _mm_max_epi32(_mm256_castsi256_si128(largest), _mm256_extracti128_si256(largest, 1));
    __m128i two = _mm_max_epi32(four, _mm_unpackhi_epi64(four, four));
    return _mm_cvtsi128_si32(_mm_max_epi32(two, _mm_shuffle_epi32(two, 1)));
}

static inline __attribute__((always_inline)) __m256i rounded(const float *source, __m256 factor) {
    return _mm256_cvtps_epi32(_mm256_mul_ps(_mm256_loadu_ps(source), factor));
}

static inline __attribute__((always_inline)) int32_t write_block(const float *source, size_t count, float factor,
                                                                 int8_t *values) {
    __m256i sum = _mm256_setzero_si256(), order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
    __m256 factors = _mm256_set1_ps(factor);
    for (size_t k = 0; k < count; k += 32) {
        __m256i a = rounded(source + k, factors), b = rounded(source + k + 8, factors);
        __m256i c = rounded(source + k + 16, factors), d = rounded(source + k + 24, factors);
        sum = _mm256_add_epi32(sum, _mm256_add_epi32(_mm256_add_epi32(a, b), _mm256_add_epi32(c, d)));
        __m256i packed = _mm256_packs_epi16(_mm256_packs_epi32(a, b), _mm256_packs_epi32(c, d));
        // Packing works within halves; this puts fours of bytes in order again.
        packed = _mm256_permutevar8x32_epi32(packed, order);
        _mm256_storeu_si256((__m256i *)(void *)(values + k), packed);
    }
    __m128i four = _mm_add_epi32(_mm256_castsi256_si128(sum), _mm256_extracti128_si256(sum, 1));
    __m128i two = _mm_add_epi32(four, _mm_unpackhi_epi64(four, four));
    return _mm_cvtsi128_si32(_mm_add_epi32(two, _mm_shuffle_epi32(two, 1)));
}

#include "quantize_blocks_row.h"

void ep_quantize_blocks_s8_f32_avx2(const ep_quantize_blocks_arguments *a, size_t row) { quantize_row(a, row); }

#pragma clang attribute pop
#endif
