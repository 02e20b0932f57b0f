#pragma once
#include "finish.h"

#if defined(__aarch64__)
#include <arm_neon.h>

/// Tiles are 6 rows by 16 columns, or 1 by 64, or 2 by 32; a group of columns is four quarters.
enum { ep_neon_rows = 6, ep_neon_quarters = 4 };

typedef float32x4_t ep_neon_sums[ep_neon_rows][EP_GRID_GROUPS * ep_neon_quarters];

/// Bounds and stores the sums of one row and one group of columns.
static inline __attribute__((always_inline)) void ep_neon_finish(const ep_gemm_bf16_tile *tile, const float32x4_t *sums,
                                                                 int row, int group) {
    size_t column = (size_t)group * EP_GRID_COLUMNS, count = ep_grid_smaller(tile->columns - column, EP_GRID_COLUMNS);
    float *destination = (float *)tile->destination + (size_t)row * tile->destination_stride + column;
    float whole[EP_GRID_COLUMNS];
    bool stored_whole = !tile->narrow && !tile->residual && !tile->swishes && count == EP_GRID_COLUMNS;
#pragma clang loop unroll(full)
    for (int q = 0; q < ep_neon_quarters; q++) {
        // vmin and vmax pass NaN on.
        float32x4_t sum = vminq_f32(vdupq_n_f32(tile->highest), vmaxq_f32(vdupq_n_f32(tile->lowest), sums[q]));
        if (tile->residual) sum = sums[q];
        vst1q_f32(stored_whole ? destination + q * 4 : whole + q * 4, sum);
    }
    if (stored_whole) return;
    for (size_t n = 0; n < count; n++) ep_gemm_bf16_finish(tile, (size_t)row, column + n, whole[n]);
}
#endif
