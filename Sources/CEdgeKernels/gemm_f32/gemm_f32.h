#pragma once
#include "../common/grid.h"
#include "CEdgeKernels.h"

/// One tile of a product, or of a convolution: there each row has a pointer for each tap of the kernel.
typedef struct {
    /// `taps` pointers for each row of the tile, each to `depth` inputs.
    const float *const *rows;
    size_t taps, depth;
    /// Bytes from each row to the one of the next tile, to be called for early; 0 if that is unknown.
    size_t next_rows;
    /// The first group of 16 columns, and how far away the next is.
    const float *weights;
    size_t group_stride;
    const float *bias;
    float *destination;
    size_t destination_stride;
    const float *residual;
    size_t residual_stride;
    size_t columns;
    float lowest, highest;
    bool swishes;
} ep_gemm_f32_tile;

/// Computes a tile of no more rows and groups than the kernel's shapes allow.
typedef void ep_gemm_f32_kernel(const ep_gemm_f32_tile *tile, size_t rows, size_t groups);

ep_gemm_f32_kernel ep_gemm_f32_scalar;
#if defined(__x86_64__)
ep_gemm_f32_kernel ep_gemm_f32_avx2, ep_gemm_f32_avx512;
#elif defined(__aarch64__)
ep_gemm_f32_kernel ep_gemm_f32_neon, ep_gemm_f32_sve;
#endif

/// A kernel and the tiles it takes.
typedef struct {
    ep_gemm_f32_kernel *kernel;
    ep_grid_shapes shapes;
} ep_gemm_f32_entry;

/// Null where there is none.
const ep_gemm_f32_entry *ep_gemm_f32_find(ep_isa isa);
