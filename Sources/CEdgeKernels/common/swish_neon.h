#pragma once
#include <arm_neon.h>

/// As `ep_swish`.
static inline __attribute__((always_inline)) float32x4_t ep_swish_neon(float32x4_t x) {
    float32x4_t part = vaddq_f32(vmulq_f32(x, vdupq_n_f32(1.0F / 6)), vdupq_n_f32(0.5F));
    // vmin and vmax pass NaN on.
    part = vminq_f32(vdupq_n_f32(1), vmaxq_f32(vdupq_n_f32(0), part));
    return vmulq_f32(vmaxq_f32(vdupq_n_f32(-0x1.FFFFFEp127F), x), part);
}
