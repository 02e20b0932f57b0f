#include "gemm_s8.h"

#if defined(__aarch64__)
#include "gemm_s8_arm.h"

enum { most_rows = 2 };

/// Adds four products to each of 16 sums, which stand in two lanes each.
///
/// The activations are signed: a product of two bytes then fits 16 bits, and pairs are widened while they are added.
static inline __attribute__((always_inline)) void add_four(int32x4_t (*sums)[quarters * 2], const uint32_t *four,
                                                           const int8_t *weights, int rows) {
#pragma clang loop unroll(full)
    for (int q = 0; q < quarters; q++) {
        int8x16_t line = vld1q_s8(weights + q * 16);
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) {
            int8x16_t left = vreinterpretq_s8_u32(vdupq_n_u32(four[r]));
            int16x8_t low = vmull_s8(vget_low_s8(line), vget_low_s8(left)), high = vmull_high_s8(line, left);
            sums[r][q * 2] = vpadalq_s16(sums[r][q * 2], low);
            sums[r][q * 2 + 1] = vpadalq_s16(sums[r][q * 2 + 1], high);
        }
    }
}

static inline __attribute__((always_inline)) void product(const ep_gemm_s8_strip *strip, int rows) {
    uint32_t flip = strip->is_signed ? 0 : 0x80808080;
    const uint8_t *const *from = strip->rows;
    for (size_t tile = 0; tile < strip->tiles; tile++) {
        int32x4_t sums[most_rows][quarters * 2];
        memset(sums, 0, sizeof sums);
        const int8_t *weights = strip->weights;
        for (size_t tap = 0; tap < strip->taps; tap++, from += rows) {
            for (size_t k = 0; k < strip->depth; k += 4, weights += 64) {
                uint32_t four[most_rows];
                size_t rest = strip->depth - k;
                for (int r = 0; r < rows; r++)
                    four[r] = (rest < 4 ? ep_gemm_s8_last(from[r] + k, rest) : ep_gemm_s8_four(from[r] + k)) ^ flip;
                add_four(sums, four, weights, rows);
            }
        }
        for (int r = 0; r < rows; r++) {
            int32x4_t whole[quarters];
            for (int q = 0; q < quarters; q++)
                whole[q] = vaddq_s32(vpaddq_s32(sums[r][q * 2], sums[r][q * 2 + 1]),
                                     vld1q_s32(strip->signed_starts + q * 4));
            finish_row(strip, whole, tile * (size_t)rows + (size_t)r);
        }
    }
}

void ep_gemm_s8_neon(const ep_gemm_s8_strip *strip, size_t rows, size_t groups) {
    (void)groups;
    if (rows == 1) product(strip, 1);
    else product(strip, 2);
    if (strip->finish->type == EP_F32) ep_gemm_s8_to_float(strip, rows);
}
#endif
