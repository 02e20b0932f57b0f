#pragma once
#include "finish.h"

#if defined(__aarch64__)
#include <arm_neon.h>

enum { ep_gemm_bf16_neon_rows = 6, ep_gemm_bf16_neon_quarters = 4 };

/// Bounds and stores one row of 16 sums.
static inline __attribute__((always_inline)) void ep_gemm_bf16_neon_finish(const ep_gemm_bf16_tile *tile,
                                                                           const float32x4_t *sums, int row) {
    float whole[EP_GRID_COLUMNS];
    bool stored_whole = !tile->narrow && tile->columns == EP_GRID_COLUMNS;
    float *destination = (float *)tile->destination + (size_t)row * tile->destination_stride;
#pragma clang loop unroll(full)
    for (int q = 0; q < ep_gemm_bf16_neon_quarters; q++) {
        // vmin and vmax pass NaN on.
        float32x4_t sum = vminq_f32(vdupq_n_f32(tile->highest), vmaxq_f32(vdupq_n_f32(tile->lowest), sums[q]));
        vst1q_f32(stored_whole ? destination + q * 4 : whole + q * 4, sum);
    }
    if (stored_whole) return;
    for (size_t n = 0; n < tile->columns; n++) ep_gemm_bf16_finish(tile, (size_t)row, n, whole[n]);
}
#endif
