#include "gemm_s8.h"

#if defined(__aarch64__)
#include <arm_neon.h>

#pragma clang attribute push(__attribute__((target("dotprod"))), apply_to = function)

#include "gemm_s8_arm.h"

enum { most_rows = 6 };

static inline __attribute__((always_inline)) void product(const ep_gemm_s8_strip *strip, int rows) {
    // The instruction multiplies signed activations.
    uint32_t flip = strip->is_signed ? 0 : 0x80808080;
    const uint8_t *const *from = strip->rows;
    for (size_t tile = 0; tile < strip->tiles; tile++) {
        int32x4_t sums[most_rows][quarters];
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
            for (int q = 0; q < quarters; q++) sums[r][q] = vld1q_s32(strip->signed_starts + q * 4);
        const int8_t *weights = strip->weights;
        for (size_t tap = 0; tap < strip->taps; tap++, from += rows) {
            for (size_t k = 0; k < strip->depth; k += 4, weights += 64) {
                int8x16_t line[quarters];
#pragma clang loop unroll(full)
                for (int q = 0; q < quarters; q++) line[q] = vld1q_s8(weights + q * 16);
                size_t rest = strip->depth - k;
#pragma clang loop unroll(full)
                for (int r = 0; r < rows; r++) {
                    uint32_t four = rest < 4 ? ep_gemm_s8_last(from[r] + k, rest) : ep_gemm_s8_four(from[r] + k);
                    int8x16_t left = vreinterpretq_s8_u32(vdupq_n_u32(four ^ flip));
#pragma clang loop unroll(full)
                    for (int q = 0; q < quarters; q++) sums[r][q] = vdotq_s32(sums[r][q], line[q], left);
                }
            }
        }
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) finish_row(strip, sums[r], tile * (size_t)rows + (size_t)r);
    }
}

void ep_gemm_s8_dotprod(const ep_gemm_s8_strip *strip, size_t rows, size_t groups) {
    (void)groups;
    switch (rows) {
    case 1: product(strip, 1); break;
    case 2: product(strip, 2); break;
    case 3: product(strip, 3); break;
    case 4: product(strip, 4); break;
    case 5: product(strip, 5); break;
    default: product(strip, 6);
    }
    if (strip->finish->type == EP_F32) ep_gemm_s8_to_float(strip, rows);
}

#pragma clang attribute pop
#endif
