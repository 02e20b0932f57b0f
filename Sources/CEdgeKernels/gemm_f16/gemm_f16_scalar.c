#include "../common/half.h"
#include "gemm_f16.h"

#pragma STDC FP_CONTRACT OFF

void ep_gemm_f16_scalar(const ep_gemm_f16_tile *tile, size_t rows, size_t groups) {
    (void)groups;
    for (size_t row = 0; row < rows; row++) {
        for (size_t column = 0; column < tile->columns; column++) {
            const uint16_t *left = tile->left + row * tile->left_stride;
            const uint16_t *weights =
                tile->weights + column / EP_GRID_COLUMNS * tile->group_stride + column % EP_GRID_COLUMNS;
            float sum = tile->bias[column];
            for (size_t k = 0; k < tile->depth; k++)
                sum += ep_half_to_float(left[k]) * ep_half_to_float(weights[k * EP_GRID_COLUMNS]);
            // Written so that NaN passes: every comparison with it is false.
            if (sum < tile->lowest) sum = tile->lowest;
            if (sum > tile->highest) sum = tile->highest;
            size_t place = row * tile->destination_stride + column;
            if (tile->narrow) ((uint16_t *)tile->destination)[place] = ep_half_of(sum);
            else ((float *)tile->destination)[place] = sum;
        }
    }
}
