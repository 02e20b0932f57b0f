#include "finish.h"

#pragma STDC FP_CONTRACT OFF

/// Products of bf16 numbers are exact in fp32; they are added one after another, to the bias.
static float dot(const ep_gemm_bf16_tile *tile, size_t row, size_t rows, size_t column) {
    const ep_bf16 *weights =
        tile->weights + column / EP_GRID_COLUMNS * tile->group_stride + column % EP_GRID_COLUMNS * 2;
    float sum = tile->bias[column];
    for (size_t tap = 0; tap < tile->taps; tap++) {
        const ep_bf16 *left = ep_gemm_bf16_row(tile, tap, rows, row);
        for (size_t pair = 0; pair < tile->pairs; pair++, weights += 2 * EP_GRID_COLUMNS) {
            sum += ep_bf16_widened(left[2 * pair]) * ep_bf16_widened(weights[0]);
            sum += ep_bf16_widened(left[2 * pair + 1]) * ep_bf16_widened(weights[1]);
        }
    }
    return sum;
}

void ep_gemm_bf16_scalar(const ep_gemm_bf16_tile *tile, size_t rows, size_t groups) {
    (void)groups;
    for (size_t row = 0; row < rows; row++)
        for (size_t column = 0; column < tile->columns; column++)
            ep_gemm_bf16_finish(tile, row, column, dot(tile, row, rows, column));
}
