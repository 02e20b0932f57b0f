#include "gemm_s8.h"

#if defined(__aarch64__)
#include <arm_neon.h>

#pragma clang attribute push(__attribute__((target("i8mm"))), apply_to = function)

#include "gemm_s8_arm.h"

enum { most_rows = 4, eighths = 8 };

/// Up to eight activations of one row, zeros behind them, as u8.
static inline __attribute__((always_inline)) uint8x8_t eight(const uint8_t *from, size_t rest, uint8x8_t flip) {
    if (rest >= 8) return veor_u8(vld1_u8(from), flip);
    uint8_t bytes[8] = {0};
    memcpy(bytes, from, rest);
    // What is behind meets weights of zero.
    return veor_u8(vld1_u8(bytes), flip);
}

/// Two rows by two columns in each register: eight products a sum, of two lines of weights at once.
static inline __attribute__((always_inline)) void add_eight(int32x4_t (*sums)[eighths], const uint8x16_t *left,
                                                            const int8_t *weights, bool has_second, int pairs) {
#pragma clang loop unroll(full)
    for (int q = 0; q < quarters; q++) {
        uint32x4_t first = vreinterpretq_u32_s8(vld1q_s8(weights + q * 16)), second = vdupq_n_u32(0);
        if (has_second) second = vreinterpretq_u32_s8(vld1q_s8(weights + 64 + q * 16));
        int8x16_t low = vreinterpretq_s8_u32(vzip1q_u32(first, second));
        int8x16_t high = vreinterpretq_s8_u32(vzip2q_u32(first, second));
#pragma clang loop unroll(full)
        for (int p = 0; p < pairs; p++) {
            sums[p][q * 2] = vusmmlaq_s32(sums[p][q * 2], left[p], low);
            sums[p][q * 2 + 1] = vusmmlaq_s32(sums[p][q * 2 + 1], left[p], high);
        }
    }
}

static inline __attribute__((always_inline)) void product(const ep_gemm_s8_strip *strip, int rows) {
    int pairs = (rows + 1) / 2;
    uint8x8_t flip = vdup_n_u8(strip->is_signed ? 0x80 : 0);
    const uint8_t *const *from = strip->rows;
    for (size_t tile = 0; tile < strip->tiles; tile++) {
        int32x4_t sums[most_rows / 2][eighths];
        memset(sums, 0, sizeof sums);
        const int8_t *weights = strip->weights;
        for (size_t tap = 0; tap < strip->taps; tap++, from += rows) {
            for (size_t k = 0; k < strip->depth; k += 8) {
                size_t rest = strip->depth - k;
                uint8x16_t left[most_rows / 2];
                for (int p = 0; p < pairs; p++) {
                    uint8x8_t upper = eight(from[p * 2] + k, rest, flip), lower = upper;
                    if (p * 2 + 1 < rows) lower = eight(from[p * 2 + 1] + k, rest, flip);
                    left[p] = vcombine_u8(upper, lower);
                }
                add_eight(sums, left, weights, rest > 4, pairs);
                weights += rest > 4 ? 128 : 64;
            }
        }
        for (int r = 0; r < rows; r++) {
            int32x4_t row[quarters];
            for (int q = 0; q < quarters; q++) {
                int64x2_t low = vreinterpretq_s64_s32(sums[r / 2][q * 2]);
                int64x2_t high = vreinterpretq_s64_s32(sums[r / 2][q * 2 + 1]);
                int64x2_t both = r % 2 ? vzip2q_s64(low, high) : vzip1q_s64(low, high);
                row[q] = vaddq_s32(vreinterpretq_s32_s64(both), vld1q_s32(strip->unsigned_starts + q * 4));
            }
            finish_row(strip, row, tile * (size_t)rows + (size_t)r);
        }
    }
}

void ep_gemm_s8_i8mm(const ep_gemm_s8_strip *strip, size_t rows, size_t groups) {
    (void)groups;
    switch (rows) {
    case 1: product(strip, 1); break;
    case 2: product(strip, 2); break;
    case 3: product(strip, 3); break;
    default: product(strip, 4);
    }
    if (strip->finish->type == EP_F32) ep_gemm_s8_to_float(strip, rows);
}

#pragma clang attribute pop
#endif
