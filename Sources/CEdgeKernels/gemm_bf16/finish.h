#pragma once
#include "../common/swish.h"
#include "gemm_bf16.h"

/// Adds the residual to one sum, bounds and stores it; written so that NaN passes: every comparison with it is false.
static inline __attribute__((always_inline)) void ep_gemm_bf16_finish(const ep_gemm_bf16_tile *tile, size_t row,
                                                                      size_t column, float sum) {
    size_t beside = row * tile->residual_stride + column;
    if (tile->residual && tile->residual_narrow) sum += ep_bf16_widened(((const ep_bf16 *)tile->residual)[beside]);
    else if (tile->residual) sum += ((const float *)tile->residual)[beside];
    if (sum < tile->lowest) sum = tile->lowest;
    if (sum > tile->highest) sum = tile->highest;
    if (tile->swishes) sum = ep_swish(sum);
    size_t place = row * tile->destination_stride + column;
    if (tile->narrow) ((ep_bf16 *)tile->destination)[place] = ep_bf16_rounded(sum);
    else ((float *)tile->destination)[place] = sum;
}
