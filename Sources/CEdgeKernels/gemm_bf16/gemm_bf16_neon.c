#include "neon_finish.h"

#if defined(__aarch64__)
/// Adds the products of one pair along K: its first numbers, then its second.
static inline __attribute__((always_inline)) void step(ep_neon_sums sums, const ep_bf16 *const *left, size_t pair,
                                                       const ep_bf16 *weights, size_t stride, int rows, int groups) {
#pragma clang loop unroll(full)
    for (int q = 0; q < groups * ep_neon_quarters; q++) {
        const ep_bf16 *place = weights + (size_t)(q / ep_neon_quarters) * stride + q % ep_neon_quarters * 8;
        uint32x4_t line = vreinterpretq_u32_u16(vld1q_u16(place));
        float32x4_t even = vreinterpretq_f32_u32(vshlq_n_u32(line, 16));
        float32x4_t odd = vreinterpretq_f32_u32(vandq_u32(line, vdupq_n_u32(0xFFFF0000U)));
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) {
            uint32_t both = ep_bf16_pair(left[r], pair);
            float32x4_t first = vreinterpretq_f32_u32(vdupq_n_u32(both << 16));
            float32x4_t second = vreinterpretq_f32_u32(vdupq_n_u32(both & 0xFFFF0000U));
            sums[r][q] = vfmaq_f32(vfmaq_f32(sums[r][q], even, first), odd, second);
        }
    }
}

static inline __attribute__((always_inline)) void product(const ep_gemm_bf16_tile *tile, int rows, int groups) {
    ep_neon_sums sums;
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int q = 0; q < groups * ep_neon_quarters; q++) sums[r][q] = vld1q_f32(tile->bias + q * 4);
    const ep_bf16 *weights = tile->weights;
    for (size_t tap = 0; tap < tile->taps; tap++) {
        const ep_bf16 *left[ep_neon_rows];
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) left[r] = ep_gemm_bf16_row(tile, tap, (size_t)rows, (size_t)r);
        for (size_t pair = 0; pair < tile->pairs; pair++, weights += 2 * EP_GRID_COLUMNS)
            step(sums, left, pair, weights, tile->group_stride, rows, groups);
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int g = 0; g < groups; g++) ep_neon_finish(tile, sums[r] + g * ep_neon_quarters, r, g);
}

void ep_gemm_bf16_neon(const ep_gemm_bf16_tile *tile, size_t rows, size_t groups) {
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
