#include "gemm_f32.h"

#if defined(__aarch64__)
#include "../common/swish_neon.h"
#include <string.h>

/// Tiles are 6 rows by 16 columns, or 1 by 64, or 2 by 32; a group of columns is four quarters.
enum { most_rows = 6, most_groups = EP_GRID_GROUPS, quarters = 4 };

typedef float32x4_t tile_sums[most_rows][most_groups * quarters];

/// Bounds and stores the sums of one row and one group of columns.
static inline __attribute__((always_inline)) void finish(const ep_gemm_f32_tile *tile, const float32x4_t *sums, int row,
                                                         int group) {
    size_t column = (size_t)group * EP_GRID_COLUMNS, count = ep_grid_smaller(tile->columns - column, EP_GRID_COLUMNS);
    float *destination = tile->destination + (size_t)row * tile->destination_stride + column;
    float whole[EP_GRID_COLUMNS] = {0};
    if (tile->residual)
        memcpy(whole, tile->residual + (size_t)row * tile->residual_stride + column, count * sizeof(float));
#pragma clang loop unroll(full)
    for (int q = 0; q < quarters; q++) {
        float32x4_t sum = sums[q];
        if (tile->residual) sum = vaddq_f32(sum, vld1q_f32(whole + q * 4));
        // vmin and vmax pass NaN on.
        sum = vminq_f32(vdupq_n_f32(tile->highest), vmaxq_f32(vdupq_n_f32(tile->lowest), sum));
        if (tile->swishes) sum = ep_swish_neon(sum);
        vst1q_f32(count == EP_GRID_COLUMNS ? destination + q * 4 : whole + q * 4, sum);
    }
    if (count < EP_GRID_COLUMNS) memcpy(destination, whole, count * sizeof(float));
}

/// Adds the products of one place along K.
static inline __attribute__((always_inline)) void step(tile_sums sums, const float *const *left, size_t k,
                                                       const float *weights, size_t stride, int rows, int groups) {
#pragma clang loop unroll(full)
    for (int q = 0; q < groups * quarters; q++) {
        float32x4_t line = vld1q_f32(weights + (size_t)(q / quarters) * stride + q % quarters * 4);
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) sums[r][q] = vfmaq_n_f32(sums[r][q], line, left[r][k]);
    }
}

static inline __attribute__((always_inline)) void product(const ep_gemm_f32_tile *tile, int rows, int groups) {
    tile_sums sums;
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int q = 0; q < groups * quarters; q++) sums[r][q] = vld1q_f32(tile->bias + q * 4);
    const float *weights = tile->weights;
    for (size_t tap = 0; tap < tile->taps; tap++) {
        const float *left[most_rows];
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) left[r] = tile->rows[(size_t)r * tile->taps + tap];
        for (size_t k = 0; k < tile->depth; k++, weights += 16)
            step(sums, left, k, weights, tile->group_stride, rows, groups);
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int g = 0; g < groups; g++) finish(tile, sums[r] + g * quarters, r, g);
}

void ep_gemm_f32_neon(const ep_gemm_f32_tile *tile, size_t rows, size_t groups) {
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
#endif
