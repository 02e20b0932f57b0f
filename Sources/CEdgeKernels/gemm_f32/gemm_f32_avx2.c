#include "gemm_f32.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

/// Tiles are 6 rows by 16 columns, or 1 by 64, or 2 by 32; a group of columns is two halves.
enum { most_rows = 6, most_groups = EP_GRID_GROUPS, halves = 2 };

typedef __m256 tile_sums[most_rows][most_groups * halves];

/// All ones in the first `count` lanes.
static inline __attribute__((always_inline)) __m256i first_lanes(int count) {
    return _mm256_cmpgt_epi32(_mm256_set1_epi32(count), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
}

static inline __attribute__((always_inline)) void finish(const ep_gemm_f32_tile *tile, const __m256 *sums, int row,
                                                         int groups) {
    __m256 low = _mm256_set1_ps(tile->lowest), high = _mm256_set1_ps(tile->highest);
    float *destination = tile->destination + (size_t)row * tile->destination_stride;
    const float *residual = tile->residual ? tile->residual + (size_t)row * tile->residual_stride : NULL;
#pragma clang loop unroll(full)
    for (int h = 0; h < groups * halves; h++) {
        __m256i lanes = first_lanes((int)tile->columns - h * 8);
        __m256 sum = sums[h];
        if (residual) sum = _mm256_add_ps(sum, _mm256_maskload_ps(residual + h * 8, lanes));
        // These give their second operand if either is NaN.
        sum = _mm256_min_ps(high, _mm256_max_ps(low, sum));
        if ((int)tile->columns >= h * 8 + 8) _mm256_storeu_ps(destination + h * 8, sum);
        else _mm256_maskstore_ps(destination + h * 8, lanes, sum);
    }
}

/// Adds the products of one place along K.
static inline __attribute__((always_inline)) void step(tile_sums sums, const float *const *left, size_t k,
                                                       const float *weights, size_t stride, int rows, int groups) {
#pragma clang loop unroll(full)
    for (int g = 0; g < groups; g++) {
        const float *line = weights + (size_t)g * stride;
        __m256 first = _mm256_loadu_ps(line), second = _mm256_loadu_ps(line + 8);
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) {
            __m256 one = _mm256_broadcast_ss(left[r] + k);
            sums[r][g * 2] = _mm256_fmadd_ps(one, first, sums[r][g * 2]);
            sums[r][g * 2 + 1] = _mm256_fmadd_ps(one, second, sums[r][g * 2 + 1]);
        }
    }
}

static inline __attribute__((always_inline)) void product(const ep_gemm_f32_tile *tile, int rows, int groups) {
    tile_sums sums;
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int h = 0; h < groups * halves; h++) sums[r][h] = _mm256_loadu_ps(tile->bias + h * 8);
    const float *weights = tile->weights;
    for (size_t tap = 0; tap < tile->taps; tap++) {
        const float *left[most_rows];
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) left[r] = tile->rows[(size_t)r * tile->taps + tap];
#pragma clang loop unroll_count(4)
        for (size_t k = 0; k < tile->depth; k++, weights += 16)
            step(sums, left, k, weights, tile->group_stride, rows, groups);
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) finish(tile, sums[r], r, groups);
}

void ep_gemm_f32_avx2(const ep_gemm_f32_tile *tile, size_t rows, size_t groups) {
    switch (groups) {
    case 4: product(tile, 1, 4); return;
    case 3: product(tile, 1, 3); return;
    case 2: rows == 1 ? product(tile, 1, 2) : product(tile, 2, 2); return;
    default: break;
    }
    switch (rows) {
    case 1: product(tile, 1, 1); break;
    case 2: product(tile, 2, 1); break;
    case 3: product(tile, 3, 1); break;
    case 4: product(tile, 4, 1); break;
    case 5: product(tile, 5, 1); break;
    default: product(tile, 6, 1);
    }
}

#pragma clang attribute pop
#endif
