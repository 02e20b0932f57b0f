#pragma once
#include "gemm_bf16.h"

/// The rows of a block as bf16 pairs in scratch memory, made when a tile first needs them.
///
/// Tiles of a block come in two runs of parts: from where the share begins to the end, then from the start.
typedef struct {
    ep_bf16 *rows;
    size_t stride;
    ep_round_bf16_kernel *round;
    size_t block;
    size_t begun_at, made_to, made_from_start;
} ep_gemm_bf16_left;

/// Elements from one row in scratch memory to the next: whole lines, and never a multiple of a page.
static inline size_t ep_gemm_bf16_left_stride(size_t depth) {
    size_t stride = (depth + 31) / 32 * 32;
    return stride % 2048 ? stride : stride + 32;
}

/// Whether the rows have to be copied: because they are fp32, or because the last pair would be half outside.
static inline bool ep_gemm_bf16_left_is_made(const ep_gemm_bf16_arguments *a) {
    return a->left_type == EP_FLOAT_F32 || a->depth % 2 != 0;
}

/// Where the tile's first row stands.
const ep_bf16 *ep_gemm_bf16_left_at(ep_gemm_bf16_left *left, const ep_gemm_bf16_arguments *a, const ep_grid *grid,
                                    const ep_grid_place *place, const ep_grid_tile *tile);
