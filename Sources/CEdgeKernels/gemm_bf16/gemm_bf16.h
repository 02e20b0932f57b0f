#pragma once
#include "../common/bf16.h"
#include "../common/grid.h"
#include "../round_bf16/round_bf16.h"
#include "CEdgeKernels.h"

/// One tile of a product, or of a convolution: its left side is bf16 already, and its rows hold whole pairs.
typedef struct {
    const ep_bf16 *left;
    size_t left_stride;
    /// Of a convolution, for each tap a pointer for each row of the tile; null for a product, which has one tap.
    const ep_bf16 *const *places;
    size_t taps;
    /// Of a tap.
    size_t pairs;
    /// The first group of 16 columns, and how far away the next is.
    const ep_bf16 *weights;
    size_t group_stride;
    const float *bias;
    /// The type that `narrow` tells, strides in elements.
    void *destination;
    size_t destination_stride;
    bool narrow;
    /// What is added before the bounds apply, of the type that `residual_narrow` tells; null for none.
    const void *residual;
    size_t residual_stride;
    bool residual_narrow;
    size_t columns;
    float lowest, highest;
    bool swishes;
} ep_gemm_bf16_tile;

/// Computes a tile of no more rows and groups than the kernel's shapes allow.
typedef void ep_gemm_bf16_kernel(const ep_gemm_bf16_tile *tile, size_t rows, size_t groups);

ep_gemm_bf16_kernel ep_gemm_bf16_scalar;
#if defined(__x86_64__)
ep_gemm_bf16_kernel ep_gemm_bf16_avx2, ep_gemm_bf16_avx512bf16, ep_gemm_bf16_amxbf16;
#elif defined(__aarch64__)
ep_gemm_bf16_kernel ep_gemm_bf16_neon, ep_gemm_bf16_neonbf16;
#endif

/// A kernel, the tiles it takes, and what rounds a fp32 left side for it.
typedef struct {
    ep_gemm_bf16_kernel *kernel;
    ep_round_bf16_kernel *round;
    ep_grid_shapes shapes;
} ep_gemm_bf16_entry;

/// Null where there is none.
const ep_gemm_bf16_entry *ep_gemm_bf16_find(ep_isa isa);

/// A row's inputs of one tap.
static inline __attribute__((always_inline)) const ep_bf16 *ep_gemm_bf16_row(const ep_gemm_bf16_tile *tile, size_t tap,
                                                                             size_t rows, size_t row) {
    return tile->places ? tile->places[tap * rows + row] : tile->left + row * tile->left_stride;
}

/// Two neighbours of a row, at any address.
static inline __attribute__((always_inline)) uint32_t ep_bf16_pair(const ep_bf16 *row, size_t pair) {
    uint32_t both;
    memcpy(&both, row + 2 * pair, sizeof both);
    return both;
}
