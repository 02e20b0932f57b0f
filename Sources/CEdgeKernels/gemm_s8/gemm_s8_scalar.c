#include "gemm_s8.h"
#include <math.h>

#pragma STDC FP_CONTRACT OFF

/// One sum, modulo 2^32.
static int32_t dot(const ep_gemm_s8_strip *strip, const uint8_t *const *rows, size_t each, size_t column) {
    const int8_t *weights = strip->weights + column / 16 * strip->group_bytes + column % 16 * 4;
    uint32_t sum = (uint32_t)strip->unsigned_starts[column];
    uint8_t flip = strip->is_signed ? 0x80 : 0;
    for (size_t tap = 0; tap < strip->taps; tap++) {
        const uint8_t *left = rows[tap * each];
        for (size_t k = 0; k < strip->depth; k++) {
            int32_t activation = left[k] ^ flip;
            sum += (uint32_t)(activation * weights[k / 4 * 64 + k % 4]);
        }
        weights += (strip->depth + 3) / 4 * 64;
    }
    return (int32_t)sum;
}

static uint8_t requantized(const ep_gemm_s8_finish *finish, int32_t sum, float multiplier) {
    float value = (float)sum * multiplier;
    // Far beyond every bound, but safe to convert.
    value = value < -0x1p30F ? -0x1p30F : value > 0x1p30F ? 0x1p30F : value;
    int32_t rounded = (int32_t)rintf(value) + finish->zero_point;
    if (rounded < finish->lowest) rounded = finish->lowest;
    if (rounded > finish->highest) rounded = finish->highest;
    return (uint8_t)rounded ^ finish->flip;
}

void ep_gemm_s8_scalar(const ep_gemm_s8_strip *strip, size_t rows, size_t groups) {
    (void)groups;
    bool is_narrow = strip->finish->type == EP_U8 || strip->finish->type == EP_S8;
    for (size_t row = 0; row < rows * strip->tiles; row++) {
        const uint8_t *const *first = strip->rows + row / rows * strip->taps * rows + row % rows;
        for (size_t column = 0; column < strip->columns; column++) {
            int32_t sum = dot(strip, first, rows, column);
            size_t place = row * strip->destination_stride + column;
            if (is_narrow)
                ((uint8_t *)strip->destination)[place] = requantized(strip->finish, sum, strip->multipliers[column]);
            else memcpy((char *)strip->destination + place * sizeof sum, &sum, sizeof sum);
        }
    }
    if (strip->finish->type == EP_F32) ep_gemm_s8_to_float(strip, rows);
}
