#pragma once
#include <stdint.h>
#include <string.h>

/// The upper half of a fp32 number.
typedef uint16_t ep_bf16;

static inline float ep_bf16_widened(ep_bf16 narrow) {
    uint32_t bits = (uint32_t)narrow << 16;
    float wide;
    memcpy(&wide, &bits, sizeof wide);
    return wide;
}

/// Rounds to the nearest, ties to even; what is not a number stays so, and quiet.
///
/// Numbers below 2⁻¹²⁶ keep their bits here; the processors' own instructions take them for zero.
static inline ep_bf16 ep_bf16_rounded(float wide) {
    uint32_t bits;
    memcpy(&bits, &wide, sizeof bits);
    if ((bits & 0x7FFFFFFFU) > 0x7F800000U) return (ep_bf16)(bits >> 16 | 0x40U);
    return (ep_bf16)((bits + 0x7FFFU + (bits >> 16 & 1U)) >> 16);
}
