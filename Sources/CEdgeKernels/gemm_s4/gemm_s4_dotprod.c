#include "gemm_s4.h"

#if defined(__aarch64__)
#include <arm_neon.h>

#pragma clang attribute push(__attribute__((target("dotprod"))), apply_to = function)

enum { quarters = 4, most_rows = 4 };

/// Adds 32 products to each sum; nibbles are small enough to be signed as well.
static inline __attribute__((always_inline)) void step(int32x4_t (*sums)[quarters], const uint8_t *weights,
                                                       const int8_t *const *left, size_t k, int rows) {
#pragma clang loop unroll(full)
    for (int j = 0; j < 4; j++) {
#pragma clang loop unroll(full)
        for (int q = 0; q < quarters; q++) {
            uint8x16_t line = vld1q_u8(weights + j * 64 + q * 16);
            int8x16_t low = vreinterpretq_s8_u8(vandq_u8(line, vdupq_n_u8(15)));
            int8x16_t high = vreinterpretq_s8_u8(vshrq_n_u8(line, 4));
#pragma clang loop unroll(full)
            for (int r = 0; r < rows; r++) {
                const int8_t *four = left[r] + k + j * 4;
                int8x16_t first = vreinterpretq_s8_s32(vdupq_n_s32(ep_gemm_s4_four(four)));
                int8x16_t second = vreinterpretq_s8_s32(vdupq_n_s32(ep_gemm_s4_four(four + 16)));
                sums[r][q] = vdotq_s32(sums[r][q], low, first);
                sums[r][q] = vdotq_s32(sums[r][q], high, second);
            }
        }
    }
}

/// Where the sums start: at −8 or at each column's own zero point times the sum of the activations.
static inline __attribute__((always_inline)) int32x4_t started(const ep_gemm_s4_tile *tile, const uint8_t *scales,
                                                               int32_t start, int quarter) {
    if (!tile->has_zero_points) return vdupq_n_s32(start);
    const uint8_t *zeros = ep_gemm_s4_zeros(scales) + quarter % 2 * 4;
    int32_t starts[4];
    for (int n = 0; n < 4; n++) starts[n] = (zeros[n] >> (quarter / 2 * 4) & 15) * (start / 8);
    return vld1q_s32(starts);
}

static inline __attribute__((always_inline)) void store(const ep_gemm_s4_tile *tile, const float32x4_t *totals,
                                                        int row) {
    float values[16];
#pragma clang loop unroll(full)
    for (int q = 0; q < quarters; q++) {
        float32x4_t value = vaddq_f32(totals[q], vld1q_f32(tile->bias + q * 4));
        value = vmaxq_f32(value, vdupq_n_f32(tile->lowest));
        vst1q_f32(values + q * 4, vminq_f32(value, vdupq_n_f32(tile->highest)));
    }
    memcpy(tile->destination + (size_t)row * tile->destination_stride, values, tile->columns * sizeof(float));
}

static inline __attribute__((always_inline)) void product(const ep_gemm_s4_tile *tile, int rows) {
    float32x4_t totals[most_rows][quarters];
    const int8_t *left[most_rows];
    size_t stride = tile->left.block_stride;
    for (int r = 0; r < rows; r++) {
        for (int q = 0; q < quarters; q++) totals[r][q] = vdupq_n_f32(0);
        left[r] = tile->left.values + (size_t)r * tile->left.value_stride;
    }
    const uint8_t *weights = tile->weights;
    for (size_t b = 0; b < tile->blocks; b++, weights += tile->block_bytes) {
        const uint8_t *scales = weights + tile->steps * EP_PACK_S4_STEP_BYTES;
        int32x4_t sums[most_rows][quarters];
        for (int r = 0; r < rows; r++)
            for (int q = 0; q < quarters; q++)
                sums[r][q] = started(tile, scales, tile->left.starts[(size_t)r * stride + b], q);
        for (size_t s = 0; s < tile->steps; s++)
            step(sums, weights + s * EP_PACK_S4_STEP_BYTES, left, (b * tile->steps + s) * EP_PACK_S4_STEP, rows);
        for (int q = 0; q < quarters; q++) {
            float32x4_t scale = vcvt_f32_f16(vreinterpret_f16_u8(vld1_u8(scales + q * 8)));
            for (int r = 0; r < rows; r++) {
                float32x4_t both = vmulq_n_f32(scale, tile->left.scales[(size_t)r * stride + b]);
                totals[r][q] = vfmaq_f32(totals[r][q], vcvtq_f32_s32(sums[r][q]), both);
            }
        }
    }
    for (int r = 0; r < rows; r++) store(tile, totals[r], r);
}

void ep_gemm_f32_s8_s4_dotprod(const ep_gemm_s4_tile *tile, size_t rows, size_t groups) {
    (void)groups;
    switch (rows) {
    case 1: product(tile, 1); break;
    case 2: product(tile, 2); break;
    case 3: product(tile, 3); break;
    default: product(tile, 4);
    }
}

#pragma clang attribute pop
#endif
