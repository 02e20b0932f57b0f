#pragma once
#include "CEdgeKernels.h"

typedef void ep_activate_f32_kernel(const ep_activate_f32_arguments *arguments, size_t from, size_t to);

ep_activate_f32_kernel ep_activate_f32_scalar;
#if defined(__x86_64__)
ep_activate_f32_kernel ep_activate_f32_avx2, ep_activate_f32_avx512;
#elif defined(__aarch64__)
ep_activate_f32_kernel ep_activate_f32_neon;
#endif

/// Whether what the activation says makes sense.
static inline bool ep_activation_is_right(ep_activation activation, float first, float second) {
    if (activation == EP_CLIP) return first <= second;
    if (activation == EP_HARD_SIGMOID) return first - first == 0 && second - second == 0;
    return activation > EP_HARD_SIGMOID && activation < EP_ACTIVATIONS;
}
