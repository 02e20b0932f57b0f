// The tile of 16 columns in four registers. The file that includes this says how products are made:
// `add_four` for four, or `add_tap` for all; and it sets the instruction set.
#include "gemm_s8.h"
#include <arm_neon.h>

enum { quarters = 4 };

/// Scales, rounds and narrows a row; conversion saturates, so that no step overflows.
static inline __attribute__((always_inline)) uint8x16_t requantized(const ep_gemm_s8_strip *strip,
                                                                    const int32x4_t *sums) {
    const ep_gemm_s8_finish *finish = strip->finish;
    int16x4_t words[quarters];
#pragma clang loop unroll(full)
    for (int q = 0; q < quarters; q++) {
        float32x4_t value = vmulq_f32(vcvtq_f32_s32(sums[q]), vld1q_f32(strip->multipliers + q * 4));
        words[q] = vqmovn_s32(vcvtnq_s32_f32(value));
    }
    int16x8_t zero_point = vdupq_n_s16(finish->zero_point);
    int16x8_t first = vqaddq_s16(vcombine_s16(words[0], words[1]), zero_point);
    int16x8_t second = vqaddq_s16(vcombine_s16(words[2], words[3]), zero_point);
    uint8x16_t bytes = vcombine_u8(vqmovun_s16(first), vqmovun_s16(second));
    bytes = vminq_u8(vmaxq_u8(bytes, vdupq_n_u8(finish->lowest)), vdupq_n_u8(finish->highest));
    return veorq_u8(bytes, vdupq_n_u8(finish->flip));
}

static inline __attribute__((always_inline)) void finish_row(const ep_gemm_s8_strip *strip, const int32x4_t *sums,
                                                             size_t row) {
    size_t place = row * strip->destination_stride;
    if (strip->finish->type == EP_U8 || strip->finish->type == EP_S8) {
        uint8x16_t bytes = requantized(strip, sums);
        memcpy((uint8_t *)strip->destination + place, &bytes, strip->columns);
    } else {
        // A copy: the sums themselves would be kept in memory if a part of them were asked for by address.
        int32x4_t copy[quarters] = {sums[0], sums[1], sums[2], sums[3]};
        memcpy((char *)strip->destination + place * sizeof(int32_t), copy, strip->columns * sizeof(int32_t));
    }
}
