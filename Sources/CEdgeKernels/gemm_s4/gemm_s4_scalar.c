#include "../common/half.h"
#include "gemm_s4.h"

#pragma STDC FP_CONTRACT OFF

/// The products of one block with the zero point already taken off.
static int32_t dot(const ep_gemm_s4_tile *tile, const uint8_t *weights, const int8_t *left, int32_t zero_point,
                   size_t column) {
    int32_t sum = 0;
    for (size_t k = 0; k < tile->steps * EP_PACK_S4_STEP; k++) {
        size_t within = k % EP_PACK_S4_STEP;
        const uint8_t *line = weights + k / EP_PACK_S4_STEP * EP_PACK_S4_STEP_BYTES + within % 16 / 4 * 64;
        int32_t nibble = line[column * 4 + within % 4] >> (within / 16 * 4) & 15;
        sum += (nibble - zero_point) * left[k];
    }
    return sum;
}

static float product(const ep_gemm_s4_tile *tile, size_t row, size_t column) {
    const int8_t *left = tile->left.values + row * tile->left.value_stride;
    const float *left_scales = tile->left.scales + row * tile->left.block_stride;
    float total = 0;
    for (size_t b = 0; b < tile->blocks; b++) {
        const uint8_t *weights = tile->weights + b * tile->block_bytes;
        const uint8_t *scales = weights + tile->steps * EP_PACK_S4_STEP_BYTES;
        const uint8_t *zeros = ep_gemm_s4_zeros(scales);
        int32_t zero_point = tile->has_zero_points ? zeros[column % 8] >> (column / 8 * 4) & 15 : 8;
        uint16_t scale;
        memcpy(&scale, scales + column * sizeof scale, sizeof scale);
        int32_t sum = dot(tile, weights, left + b * tile->steps * EP_PACK_S4_STEP, zero_point, column);
        total += (float)sum * (ep_half_to_float(scale) * left_scales[b]);
    }
    return total;
}

void ep_gemm_f32_s8_s4_scalar(const ep_gemm_s4_tile *tile, size_t rows, size_t groups) {
    (void)groups;
    for (size_t row = 0; row < rows; row++) {
        for (size_t column = 0; column < tile->columns; column++) {
            float value = product(tile, row, column) + tile->bias[column];
            // Written so that NaN passes: every comparison with it is false.
            value = value < tile->lowest ? tile->lowest : value;
            value = value > tile->highest ? tile->highest : value;
            tile->destination[row * tile->destination_stride + column] = value;
        }
    }
}
