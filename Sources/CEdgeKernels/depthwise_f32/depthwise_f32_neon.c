#include "depthwise_f32.h"

#if defined(__aarch64__)
#include "../common/swish_neon.h"

enum { LANES = 4, ROWS = 4 };

typedef float32x4_t wide;

static inline __attribute__((always_inline)) wide load(const float *from) { return vld1q_f32(from); }

static inline __attribute__((always_inline)) wide load_some(const float *from, size_t lanes) {
    float copy[LANES] = {0};
    for (size_t n = 0; n < lanes; n++) copy[n] = from[n];
    return vld1q_f32(copy);
}

static inline __attribute__((always_inline)) void store_some(float *to, size_t lanes, bool whole, wide values) {
    if (whole) {
        vst1q_f32(to, values);
        return;
    }
    float copy[LANES];
    vst1q_f32(copy, values);
    for (size_t n = 0; n < lanes; n++) to[n] = copy[n];
}

static inline __attribute__((always_inline)) wide multiply_add(wide left, wide right, wide sum) {
    return vfmaq_f32(sum, left, right);
}

static inline __attribute__((always_inline)) wide clamp(wide sum, float lowest, float highest) {
    // vmin and vmax pass NaN on.
    return vminq_f32(vdupq_n_f32(highest), vmaxq_f32(vdupq_n_f32(lowest), sum));
}

static inline __attribute__((always_inline)) wide swish(wide sum) { return ep_swish_neon(sum); }

static inline __attribute__((always_inline)) wide load_narrow(const ep_bf16 *from, size_t lanes, bool whole) {
    ep_bf16 copy[LANES] = {0};
    if (!whole) memcpy(copy, from, lanes * sizeof *from);
    return vreinterpretq_f32_u32(vshll_n_u16(vld1_u16(whole ? from : copy), 16));
}

static inline __attribute__((always_inline)) void store_narrow(ep_bf16 *to, size_t lanes, bool whole, wide values) {
    float copy[LANES];
    vst1q_f32(copy, values);
    if (whole) ep_round_all(to, copy, LANES);
    else ep_round_all(to, copy, lanes);
}

#include "depthwise_f32_strip.h"

void ep_depthwise_f32_neon(const ep_depthwise_f32_unit *u) { every_size(u, false); }

void ep_depthwise_bf16_neon(const ep_depthwise_f32_unit *u) { every_size(u, true); }
#endif
