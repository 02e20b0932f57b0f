#pragma once
#include "../common/grid.h"
#include "../pack_s4/pack_s4.h"
#include "CEdgeKernels.h"
#include <string.h>

/// Rows times groups of 16 columns, of which the last may be narrower.
typedef struct {
    /// At the tile's first row.
    ep_block_rows left;
    /// At the group's first block, after which the others follow.
    const uint8_t *weights;
    size_t blocks, block_bytes;
    /// From one group of columns to the next.
    size_t group_bytes;
    /// Steps of 32 in a block.
    size_t steps;
    bool has_zero_points;
    /// Of all columns of each group.
    const float *bias;
    float *destination;
    size_t destination_stride, columns;
    float lowest, highest;
} ep_gemm_s4_tile;

typedef void ep_gemm_s4_kernel(const ep_gemm_s4_tile *tile, size_t rows, size_t groups);

ep_gemm_s4_kernel ep_gemm_f32_s8_s4_scalar, ep_gemm_f32_s8_s4_avx2, ep_gemm_f32_s8_s4_avxvnni,
    ep_gemm_f32_s8_s4_avx512vnni, ep_gemm_f32_s8_s4_dotprod;

/// Four activations, for all columns alike.
static inline __attribute__((always_inline)) int32_t ep_gemm_s4_four(const int8_t *left) {
    int32_t four;
    memcpy(&four, left, sizeof four);
    return four;
}

/// Zero points are subtracted as whole numbers: `zero point × −8 × sum / 8` has no remainder.
static inline const uint8_t *ep_gemm_s4_zeros(const uint8_t *scales) { return scales + EP_PACK_S4_SCALE_BYTES; }
