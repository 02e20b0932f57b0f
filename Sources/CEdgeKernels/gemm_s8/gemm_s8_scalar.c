#include "gemm_s8.h"
#include <math.h>

#pragma STDC FP_CONTRACT OFF

/// One sum, modulo 2^32.
static int32_t dot(const ep_gemm_s8_tile *tile, size_t row, size_t column) {
    const int8_t *weights = tile->weights + column / 16 * tile->group_bytes + column % 16 * 4;
    uint32_t sum = (uint32_t)tile->unsigned_starts[column];
    uint8_t flip = tile->is_signed ? 0x80 : 0;
    for (size_t tap = 0; tap < tile->taps; tap++) {
        const uint8_t *left = tile->rows[row * tile->taps + tap];
        for (size_t k = 0; k < tile->depth; k++) {
            int32_t activation = left[k] ^ flip;
            sum += (uint32_t)(activation * weights[k / 4 * 64 + k % 4]);
        }
        weights += (tile->depth + 3) / 4 * 64;
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

void ep_gemm_s8_scalar(const ep_gemm_s8_tile *tile, size_t rows, size_t groups) {
    (void)groups;
    bool is_narrow = tile->finish->type == EP_U8 || tile->finish->type == EP_S8;
    for (size_t row = 0; row < rows; row++) {
        for (size_t column = 0; column < tile->columns; column++) {
            int32_t sum = dot(tile, row, column);
            size_t place = row * tile->destination_stride + column;
            if (is_narrow)
                ((uint8_t *)tile->destination)[place] = requantized(tile->finish, sum, tile->multipliers[column]);
            else memcpy((char *)tile->destination + place * sizeof sum, &sum, sizeof sum);
        }
    }
    if (tile->finish->type == EP_F32) ep_gemm_s8_to_float(tile, rows);
}
