#include "neon_finish.h"

#if defined(__aarch64__)

#pragma clang attribute push(__attribute__((target("bf16"))), apply_to = function)

enum { most_rows = ep_gemm_bf16_neon_rows, quarters = ep_gemm_bf16_neon_quarters };

typedef float32x4_t tile_sums[most_rows][quarters];

/// Adds the products of one pair along K.
static inline __attribute__((always_inline)) void step(tile_sums sums, const ep_gemm_bf16_tile *tile,
                                                       const ep_bf16 *weights, size_t pair, int rows) {
    bfloat16x8_t line[quarters];
#pragma clang loop unroll(full)
    for (int q = 0; q < quarters; q++) line[q] = vreinterpretq_bf16_u16(vld1q_u16(weights + q * 8));
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
        uint32_t both = ep_bf16_pair(tile->left + (size_t)r * tile->left_stride, pair);
        bfloat16x8_t left = vreinterpretq_bf16_u32(vdupq_n_u32(both));
#pragma clang loop unroll(full)
        for (int q = 0; q < quarters; q++) sums[r][q] = vbfdotq_f32(sums[r][q], line[q], left);
    }
}

static inline __attribute__((always_inline)) void product(const ep_gemm_bf16_tile *tile, int rows) {
    tile_sums sums;
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int q = 0; q < quarters; q++) sums[r][q] = vld1q_f32(tile->bias + q * 4);
    for (size_t pair = 0; pair < tile->pairs; pair++)
        step(sums, tile, tile->weights + pair * 2 * EP_GRID_COLUMNS, pair, rows);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) ep_gemm_bf16_neon_finish(tile, sums[r], r);
}

void ep_gemm_bf16_neonbf16(const ep_gemm_bf16_tile *tile, size_t rows, size_t groups) {
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
