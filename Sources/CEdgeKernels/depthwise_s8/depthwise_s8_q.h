#pragma once
#include "depthwise_s8.h"
#include <arm_neon.h>

// Registers of 16 channels; the file that includes this has set its instruction set, and defines `dot`.
//
// Arm's products of 8 bits have signs on both sides: activations are 128 less than their unsigned selves here.

enum { CHANNELS = 16 };

typedef int8x16_t bytes;
typedef int8x16_t taps;
typedef int32x4_t sums;
typedef float32x4_t floats;

static inline __attribute__((always_inline)) int8x16_t load_whole(const uint8_t *from) {
    return vreinterpretq_s8_u8(vld1q_u8(from));
}

static inline __attribute__((always_inline)) int8x16_t weights_of(const int8_t *line) { return vld1q_s8(line); }

static inline __attribute__((always_inline)) int32x4_t load_starts(const int32_t *from) { return vld1q_s32(from); }

static inline __attribute__((always_inline)) float32x4_t multipliers_of(const float *from) { return vld1q_f32(from); }

static inline __attribute__((always_inline)) int8x16_t repeat(uint8_t byte) {
    return vdupq_n_s8((int8_t)(byte ^ 0x80));
}

static inline __attribute__((always_inline)) int8x16_t flipped(int8x16_t row, uint8_t flip) {
    return veorq_s8(row, repeat(flip));
}

/// Puts the bytes of four rows side by side, channel by channel.
static inline __attribute__((always_inline)) void weave(int8x16_t a, int8x16_t b, int8x16_t c, int8x16_t d,
                                                        int8x16_t woven[4]) {
    int16x8_t upper = vreinterpretq_s16_s8(vzip1q_s8(a, b)), upper_end = vreinterpretq_s16_s8(vzip2q_s8(a, b));
    int16x8_t lower = vreinterpretq_s16_s8(vzip1q_s8(c, d)), lower_end = vreinterpretq_s16_s8(vzip2q_s8(c, d));
    woven[0] = vreinterpretq_s8_s16(vzip1q_s16(upper, lower));
    woven[1] = vreinterpretq_s8_s16(vzip2q_s16(upper, lower));
    woven[2] = vreinterpretq_s8_s16(vzip1q_s16(upper_end, lower_end));
    woven[3] = vreinterpretq_s8_s16(vzip2q_s16(upper_end, lower_end));
}

static inline __attribute__((always_inline)) int16x4_t rounded(int32x4_t sum, float32x4_t multipliers) {
    return vqmovn_s32(vcvtnq_s32_f32(vmulq_f32(vcvtq_f32_s32(sum), multipliers)));
}

static inline __attribute__((always_inline)) void results(const ep_depthwise_s8_unit *u, const float32x4_t *multipliers,
                                                          const int32x4_t *sum, uint8_t *to) {
    int16x8_t zero_point = vdupq_n_s16(u->zero_point);
    int16x8_t low = vcombine_s16(rounded(sum[0], multipliers[0]), rounded(sum[1], multipliers[1]));
    int16x8_t high = vcombine_s16(rounded(sum[2], multipliers[2]), rounded(sum[3], multipliers[3]));
    uint8x16_t all = vcombine_u8(vqmovun_s16(vqaddq_s16(low, zero_point)), vqmovun_s16(vqaddq_s16(high, zero_point)));
    all = vminq_u8(vmaxq_u8(all, vdupq_n_u8(u->lowest)), vdupq_n_u8(u->highest));
    vst1q_u8(to, veorq_u8(all, vdupq_n_u8(u->flip)));
}
