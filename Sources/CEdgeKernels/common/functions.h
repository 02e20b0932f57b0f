#pragma once
#include <stdint.h>
#include <string.h>

// Functions of fp32, in operations that every processor rounds alike: results are equal on all instruction sets, so
// nothing here may be contracted to fused operations. There are no branches, so that compilers make vectors of loops
// over them. NaN passes.

#pragma STDC FP_CONTRACT OFF

#define INLINE static inline __attribute__((always_inline))

INLINE float ep_from_bits(uint32_t bits) {
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

INLINE uint32_t ep_bits(float value) {
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

INLINE float ep_magnitude(float x) { return ep_from_bits(ep_bits(x) & 0x7FFFFFFF); }

INLINE float ep_with_sign(float magnitude, float sign) {
    return ep_from_bits(ep_bits(magnitude) | (ep_bits(sign) & 0x80000000));
}

/// Written so that NaN passes: every comparison with it is false.
INLINE float ep_clamp(float x, float lowest, float highest) {
    x = x < lowest ? lowest : x;
    return x > highest ? highest : x;
}

/// What an activation multiplies: minus infinity times a part of nothing would be NaN.
INLINE float ep_finite_below(float x) { return x < -0x1.FFFFFEp127F ? -0x1.FFFFFEp127F : x; }

/// e to the power of x, at most 2 units of the last place off; 0 where that is too small for a normal number.
INLINE float ep_exp(float x) {
    // Adding and taking away 1.5 × 2^23 rounds to a whole number, which stays in the low bits of the sum.
    const float rounder = 0x1.8p23F;
    x = ep_clamp(x, -104, 89);
    float sum = x * 0x1.715476p0F + rounder;
    float power = sum - rounder;
    // ln 2 in two parts, of which the first times any power here is exact.
    float r = x - power * 0x1.62E4p-1F - power * 0x1.7F7D1Cp-20F;
    // (exp(r) − 1 − r) / r² between ± ln 2 / 2: the least largest error, 3e-9.
    float p = 0x1.6A2352p-10F;
    p = p * r + 0x1.123A6Cp-7F;
    p = p * r + 0x1.5558F4p-5F;
    p = p * r + 0x1.555490p-3F;
    p = p * r + 0x1.FFFFFCp-2F;
    float value = 1 + (r + r * r * p);
    // By two factors: 2 to the power of −150 or 128 is no number, but their halves are.
    uint32_t whole = ep_bits(sum) - ep_bits(rounder) + 256;
    uint32_t half = whole >> 1;
    return value * ep_from_bits((half - 1) << 23) * ep_from_bits((whole - half - 1) << 23);
}

INLINE float ep_sigmoid(float x) { return 1 / (1 + ep_exp(-x)); }

INLINE float ep_tanh(float x) {
    float size = ep_magnitude(x), u = x * x;
    // (tanh(x) / x − 1) / x² for small x, of u = x².
    float p = -0x1.75E1CCp-8F;
    p = p * u + 0x1.52269Cp-6F;
    p = p * u - 0x1.B83C5Ap-5F;
    p = p * u + 0x1.110726p-3F;
    p = p * u - 0x1.555532p-2F;
    float small = x + x * (u * p);
    float large = ep_with_sign(1 - 2 / (1 + ep_exp(2 * size)), x);
    return size < 0.625F ? small : large;
}

/// Half of erfc(z), z from 0 on: the part of a normal distribution beyond z × √2.
INLINE float ep_half_erfc(float z) {
    // exp(z²) × erfc(z) / t of t = 1 / (1 + 0.4 z), halved: the least largest error, 7e-8.
    float t = 1 / (1 + 0.4F * z);
    float p = 0x1.5F485Cp-6F;
    p = p * t - 0x1.2FA334p-4F;
    p = p * t + 0x1.9B699Ep-5F;
    p = p * t + 0x1.1B05B6p-5F;
    p = p * t + 0x1.7C2614p-5F;
    p = p * t + 0x1.80AD16p-4F;
    p = p * t + 0x1.A060C4p-4F;
    p = p * t + 0x1.CF5932p-4F;
    p = p * t + 0x1.CE1F68p-4F;
    return ep_exp(-z * z) * (t * p);
}

/// x × the part of a normal distribution below x.
INLINE float ep_gelu(float x) {
    float part = ep_half_erfc(ep_magnitude(x) * 0x1.6A09E6p-1F);
    return ep_finite_below(x) * (x < 0 ? part : 1 - part);
}

/// The same by tanh, as models that were trained so expect: x × sigmoid(2 √(2/π) (x + 0.044715 x³)).
INLINE float ep_gelu_tanh(float x) {
    return ep_finite_below(x) * ep_sigmoid(0x1.988454p0F * (x + 0.044715F * (x * x * x)));
}

INLINE float ep_silu(float x) { return ep_finite_below(x) * ep_sigmoid(x); }
