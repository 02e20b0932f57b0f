#include "quantize_blocks.h"

#if defined(__aarch64__)
#include <arm_neon.h>

static inline __attribute__((always_inline)) int32_t largest_magnitude(const float *source, size_t count) {
    int32x4_t largest = vdupq_n_s32(0);
    for (size_t k = 0; k < count; k += 4) {
        int32x4_t bits = vreinterpretq_s32_f32(vld1q_f32(source + k));
        largest = vmaxq_s32(largest, vandq_s32(bits, vdupq_n_s32(0x7FFFFFFF)));
    }
    return vmaxvq_s32(largest);
}

static inline __attribute__((always_inline)) int16x8_t rounded(const float *source, float factor) {
    int32x4_t low = vcvtnq_s32_f32(vmulq_n_f32(vld1q_f32(source), factor));
    int32x4_t high = vcvtnq_s32_f32(vmulq_n_f32(vld1q_f32(source + 4), factor));
    return vcombine_s16(vmovn_s32(low), vmovn_s32(high));
}

static inline __attribute__((always_inline)) int32_t write_block(const float *source, size_t count, float factor,
                                                                 int8_t *values) {
    int32x4_t sum = vdupq_n_s32(0);
    for (size_t k = 0; k < count; k += 8) {
        int16x8_t eight = rounded(source + k, factor);
        sum = vpadalq_s16(sum, eight);
        vst1_s8(values + k, vmovn_s16(eight));
    }
    return vaddvq_s32(sum);
}

#include "quantize_blocks_row.h"

void ep_quantize_blocks_s8_f32_neon(const ep_quantize_blocks_arguments *a, size_t row) { quantize_row(a, row); }
#endif
