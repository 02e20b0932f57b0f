#include "gemm_f32.h"

#if defined(__aarch64__)
#include <arm_neon.h>

enum { most_rows = 6, quarters = 4 };

static inline __attribute__((always_inline)) void finish(const ep_gemm_f32_tile *tile, const float32x4_t *sums,
                                                         int row) {
    float32x4_t low = vdupq_n_f32(tile->lowest), high = vdupq_n_f32(tile->highest);
    float *destination = tile->destination + (size_t)row * tile->destination_stride;
    const float *residual = tile->residual ? tile->residual + (size_t)row * tile->residual_stride : NULL;
    float whole[EP_GRID_COLUMNS];
    for (size_t n = 0; n < EP_GRID_COLUMNS; n++) whole[n] = residual && n < tile->columns ? residual[n] : 0;
#pragma clang loop unroll(full)
    for (int q = 0; q < quarters; q++) {
        float32x4_t sum = sums[q];
        if (residual) sum = vaddq_f32(sum, vld1q_f32(whole + q * 4));
        // vmin and vmax pass NaN on.
        sum = vminq_f32(high, vmaxq_f32(low, sum));
        vst1q_f32(tile->columns == EP_GRID_COLUMNS ? destination + q * 4 : whole + q * 4, sum);
    }
    if (tile->columns == EP_GRID_COLUMNS) return;
    for (size_t n = 0; n < tile->columns; n++) destination[n] = whole[n];
}

static inline __attribute__((always_inline)) void product(const ep_gemm_f32_tile *tile, int rows) {
    float32x4_t sums[most_rows][quarters];
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int q = 0; q < quarters; q++) sums[r][q] = vld1q_f32(tile->bias + q * 4);
    const float *weights = tile->weights;
    for (size_t tap = 0; tap < tile->taps; tap++) {
        const float *left[most_rows];
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) left[r] = tile->rows[(size_t)r * tile->taps + tap];
        for (size_t k = 0; k < tile->depth; k++, weights += 16) {
            float32x4_t line[quarters];
#pragma clang loop unroll(full)
            for (int q = 0; q < quarters; q++) line[q] = vld1q_f32(weights + q * 4);
#pragma clang loop unroll(full)
            for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
                for (int q = 0; q < quarters; q++) sums[r][q] = vfmaq_n_f32(sums[r][q], line[q], left[r][k]);
        }
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) finish(tile, sums[r], r);
}

void ep_gemm_f32_neon(const ep_gemm_f32_tile *tile, size_t rows, size_t groups) {
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
#endif
