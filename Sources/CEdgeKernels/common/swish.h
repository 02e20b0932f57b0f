#pragma once

/// Hard swish, `x × clamp(x / 6 + 0.5, 0, 1)`, rounded as EP_HARD_SWISH is; NaN passes.
static inline __attribute__((always_inline)) float ep_swish(float x) {
#pragma STDC FP_CONTRACT OFF
    float part = x * (1.0F / 6) + 0.5F;
    part = part < 0 ? 0 : part;
    part = part > 1 ? 1 : part;
    // Minus infinity times a part of nothing would be NaN.
    return (x < -0x1.FFFFFEp127F ? -0x1.FFFFFEp127F : x) * part;
}
