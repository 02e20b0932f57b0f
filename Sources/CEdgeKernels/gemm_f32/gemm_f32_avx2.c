#include "gemm_f32.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

#include "../common/swish_avx2.h"

/// Tiles are 6 rows by 16 columns, or 1 by 64, or 2 by 32; a group of columns is two halves.
enum { most_rows = 6, most_groups = EP_GRID_GROUPS, halves = 2 };

typedef __m256 tile_sums[most_rows][most_groups * halves];

/// Bounds and stores the sums of one row and one group of columns.
///
/// A narrower group goes through memory of our own: masked loads and stores cost some processors, and emulators fault.
static inline __attribute__((always_inline)) void finish(const ep_gemm_f32_tile *tile, const __m256 *sums, int row,
                                                         int group) {
    size_t column = (size_t)group * EP_GRID_COLUMNS, count = ep_grid_smaller(tile->columns - column, EP_GRID_COLUMNS);
    float *destination = tile->destination + (size_t)row * tile->destination_stride + column;
    float whole[EP_GRID_COLUMNS] = {0};
    if (tile->residual)
        memcpy(whole, tile->residual + (size_t)row * tile->residual_stride + column, count * sizeof(float));
    __m256 low = _mm256_set1_ps(tile->lowest), high = _mm256_set1_ps(tile->highest);
#pragma clang loop unroll(full)
    for (int h = 0; h < halves; h++) {
        __m256 sum = sums[h];
        if (tile->residual) sum = _mm256_add_ps(sum, _mm256_loadu_ps(whole + h * 8));
        // These give their second operand if either is NaN.
        sum = _mm256_min_ps(high, _mm256_max_ps(low, sum));
        if (tile->swishes) sum = ep_swish_avx2(sum);
        _mm256_storeu_ps(count == EP_GRID_COLUMNS ? destination + h * 8 : whole + h * 8, sum);
    }
    if (count < EP_GRID_COLUMNS) memcpy(destination, whole, count * sizeof(float));
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
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int g = 0; g < groups; g++) finish(tile, sums[r] + g * halves, r, g);
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
