// The loops of all instruction sets: the file that includes this sets one, and the compiler makes vectors of them.
#include "quantize.h"
#include <math.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

/// Rounds to even after a clamp so that the sum with the zero point is within u8. NaN becomes 0.
static inline __attribute__((always_inline)) uint8_t as_byte(float value, float zero_point, uint8_t flip) {
    value = value == value ? value : 0;
    float lowest = -zero_point, highest = 255 - zero_point;
    value = value < lowest ? lowest : value;
    value = value > highest ? highest : value;
    return (uint8_t)((uint8_t)(int32_t)(__builtin_rintf(value) + zero_point) ^ flip);
}

static void quantize(uint8_t *restrict destination, const float *restrict source, size_t count, float scale,
                     uint8_t zero_point, uint8_t flip) {
    for (size_t i = 0; i < count; i++) destination[i] = as_byte(source[i] / scale, zero_point, flip);
}

static float quantize_row(int8_t *restrict destination, const float *restrict source, size_t count) {
    // Finite magnitudes are ordered as their bits are.
    uint32_t most = 0, infinite = 0x7F800000;
    for (size_t i = 0; i < count; i++) {
        uint32_t bits;
        memcpy(&bits, source + i, sizeof bits);
        bits &= 0x7FFFFFFF;
        bits = bits < infinite ? bits : 0;
        most = bits > most ? bits : most;
    }
    float magnitude;
    memcpy(&magnitude, &most, sizeof magnitude);
    // The quotient of the smallest numbers would be 0, or too coarse.
    float scale = magnitude >= 0x1p-100F ? magnitude / 127 : 1;
    for (size_t i = 0; i < count; i++) {
        float value = source[i] / scale;
        value = value == value ? value : 0;
        value = value < -127 ? -127 : value;
        value = value > 127 ? 127 : value;
        destination[i] = (int8_t)(int32_t)__builtin_rintf(value);
    }
    return scale;
}

static void dequantize(float *restrict destination, const uint8_t *restrict source, size_t count, float scale,
                       uint8_t zero_point, uint8_t flip) {
    for (size_t i = 0; i < count; i++) destination[i] = (float)((source[i] ^ flip) - zero_point) * scale;
}

static void requantize(uint8_t *restrict destination, const int32_t *restrict source, size_t count, float multiplier,
                       uint8_t zero_point, uint8_t flip) {
    for (size_t i = 0; i < count; i++) destination[i] = as_byte((float)source[i] * multiplier, zero_point, flip);
}
