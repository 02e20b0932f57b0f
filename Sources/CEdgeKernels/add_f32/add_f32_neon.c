#include "add_f32.h"

#if defined(__aarch64__)
#include <arm_neon.h>

void ep_add_f32_neon(float *destination, const float *left, const float *right, size_t count, float lowest,
                     float highest) {
    float32x4_t low = vdupq_n_f32(lowest), high = vdupq_n_f32(highest);
    size_t i = 0;
    for (; i + 4 <= count; i += 4) {
        // vmin and vmax pass NaN on.
        float32x4_t sum = vaddq_f32(vld1q_f32(left + i), vld1q_f32(right + i));
        vst1q_f32(destination + i, vminq_f32(high, vmaxq_f32(low, sum)));
    }
    ep_add_f32_scalar(destination + i, left + i, right + i, count - i, lowest, highest);
}
#endif
