#include "../common/swish.h"
#include "gemm_f32.h"

#pragma STDC FP_CONTRACT OFF

/// One output: the products are added one after another, to the bias.
static float dot(const ep_gemm_f32_tile *tile, size_t row, size_t column) {
    const float *weights = tile->weights + column / EP_GRID_COLUMNS * tile->group_stride + column % EP_GRID_COLUMNS;
    float sum = tile->bias[column];
    for (size_t tap = 0; tap < tile->taps; tap++) {
        const float *left = tile->rows[row * tile->taps + tap];
        for (size_t k = 0; k < tile->depth; k++, weights += EP_GRID_COLUMNS) sum += left[k] * *weights;
    }
    return sum;
}

void ep_gemm_f32_scalar(const ep_gemm_f32_tile *tile, size_t rows, size_t groups) {
    (void)groups;
    for (size_t row = 0; row < rows; row++) {
        for (size_t column = 0; column < tile->columns; column++) {
            float sum = dot(tile, row, column);
            if (tile->residual) sum += tile->residual[row * tile->residual_stride + column];
            // Written so that NaN passes: every comparison with it is false.
            if (sum < tile->lowest) sum = tile->lowest;
            if (sum > tile->highest) sum = tile->highest;
            if (tile->swishes) sum = ep_swish(sum);
            tile->destination[row * tile->destination_stride + column] = sum;
        }
    }
}
