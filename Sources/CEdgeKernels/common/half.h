#pragma once
#include <stdint.h>
#include <string.h>

// By hand: not every processor converts fp16, and a compiler's own routine is not linked everywhere.

static inline float ep_half_to_float(uint16_t half) {
    uint32_t sign = (uint32_t)(half & 0x8000) << 16, magnitude = half & 0x7FFF;
    float value;
    if (magnitude < 0x400) {
        value = (float)magnitude * 0x1p-24F;
        return sign ? -value : value;
    }
    uint32_t bits = sign | (magnitude >= 0x7C00 ? 0x7F800000 | (magnitude << 13) : (magnitude << 13) + (112U << 23));
    memcpy(&value, &bits, sizeof value);
    return value;
}

/// The nearest fp16, ties to even; too large is infinite.
static inline uint16_t ep_half_of(float value) {
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    uint32_t sign = bits >> 16 & 0x8000, magnitude = bits & 0x7FFFFFFF;
    if (magnitude > 0x7F800000) return (uint16_t)(sign | 0x7E00);
    if (magnitude >= 0x477FF000) return (uint16_t)(sign | 0x7C00);
    // Below the smallest normal number the places after the point are fixed: so many go.
    uint32_t exponent = magnitude >> 23;
    if (exponent < 102) return (uint16_t)sign;
    uint32_t lost = exponent < 113 ? 126 - exponent : 13;
    uint32_t kept = exponent < 113 ? (magnitude & 0x7FFFFF) | 0x800000 : magnitude - (112U << 23);
    uint32_t half = kept >> lost, rest = kept & ((1U << lost) - 1), middle = 1U << (lost - 1);
    half += rest > middle || (rest == middle && (half & 1));
    return (uint16_t)(sign | half);
}
