#include "finish.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

enum { most_rows = 6, halves = 2 };

typedef __m256 tile_sums[most_rows][halves];

/// A pair's first and second number, as fp32 in each lane.
static inline __attribute__((always_inline)) __m256 first(__m256i pairs) {
    return _mm256_castsi256_ps(_mm256_slli_epi32(pairs, 16));
}

static inline __attribute__((always_inline)) __m256 second(__m256i pairs) {
    return _mm256_castsi256_ps(_mm256_and_si256(pairs, _mm256_set1_epi32((int)0xFFFF0000)));
}

static inline __attribute__((always_inline)) void step(tile_sums sums, const ep_gemm_bf16_tile *tile,
                                                       const ep_bf16 *weights, size_t pair, int rows) {
    const __m256i *line = (const __m256i *)weights;
    __m256 one = first(_mm256_loadu_si256(line)), two = first(_mm256_loadu_si256(line + 1));
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
        uint32_t both = ep_bf16_pair(tile->left + (size_t)r * tile->left_stride, pair);
        __m256 left = first(_mm256_set1_epi32((int)both));
        sums[r][0] = _mm256_fmadd_ps(left, one, sums[r][0]);
        sums[r][1] = _mm256_fmadd_ps(left, two, sums[r][1]);
    }
    one = second(_mm256_loadu_si256(line)), two = second(_mm256_loadu_si256(line + 1));
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
        uint32_t both = ep_bf16_pair(tile->left + (size_t)r * tile->left_stride, pair);
        __m256 left = second(_mm256_set1_epi32((int)both));
        sums[r][0] = _mm256_fmadd_ps(left, one, sums[r][0]);
        sums[r][1] = _mm256_fmadd_ps(left, two, sums[r][1]);
    }
}

static inline __attribute__((always_inline)) void finish(const ep_gemm_bf16_tile *tile, const __m256 *sums, int row) {
    float whole[EP_GRID_COLUMNS];
    __m256 low = _mm256_set1_ps(tile->lowest), high = _mm256_set1_ps(tile->highest);
    float *destination = (float *)tile->destination + (size_t)row * tile->destination_stride;
    bool stored_whole = !tile->narrow && tile->columns == EP_GRID_COLUMNS;
#pragma clang loop unroll(full)
    for (int h = 0; h < halves; h++) {
        // These give their second operand if either is NaN.
        __m256 sum = _mm256_min_ps(high, _mm256_max_ps(low, sums[h]));
        _mm256_storeu_ps(stored_whole ? destination + h * 8 : whole + h * 8, sum);
    }
    if (stored_whole) return;
    for (size_t n = 0; n < tile->columns; n++) ep_gemm_bf16_finish(tile, (size_t)row, n, whole[n]);
}

static inline __attribute__((always_inline)) void product(const ep_gemm_bf16_tile *tile, int rows) {
    tile_sums sums;
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int h = 0; h < halves; h++) sums[r][h] = _mm256_loadu_ps(tile->bias + h * 8);
    for (size_t pair = 0; pair < tile->pairs; pair++)
        step(sums, tile, tile->weights + pair * 2 * EP_GRID_COLUMNS, pair, rows);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) finish(tile, sums[r], r);
}

void ep_gemm_bf16_avx2(const ep_gemm_bf16_tile *tile, size_t rows, size_t groups) {
    (void)groups;
    switch (rows) {
    case 1: product(tile, 1); break;
    case 2: product(tile, 2); break;
    case 3: product(tile, 3); break;
    case 4: product(tile, 4); break;
    case 5: product(tile, 5); break;
    default: product(tile, 6);
    }
}

#pragma clang attribute pop
#endif
