#pragma once
#include "../common/grid.h"
#include "CEdgeKernels.h"

/// One tile of a product.
typedef struct {
    const uint16_t *left;
    size_t left_stride;
    size_t depth;
    /// The first group of 16 columns, and how far away the next is.
    const uint16_t *weights;
    size_t group_stride;
    const float *bias;
    /// fp16 if it is `narrow`, else fp32; the stride in elements.
    void *destination;
    size_t destination_stride;
    bool narrow;
    size_t columns;
    float lowest, highest;
} ep_gemm_f16_tile;

/// Computes a tile of no more rows and groups than the kernel's shapes allow.
typedef void ep_gemm_f16_kernel(const ep_gemm_f16_tile *tile, size_t rows, size_t groups);

ep_gemm_f16_kernel ep_gemm_f16_scalar;
#if defined(__x86_64__)
ep_gemm_f16_kernel ep_gemm_f16_avx2, ep_gemm_f16_avx512, ep_gemm_f16_avx512fp16;
#elif defined(__aarch64__)
ep_gemm_f16_kernel ep_gemm_f16_neon;
#endif

/// A kernel and the tiles it takes.
typedef struct {
    ep_gemm_f16_kernel *kernel;
    ep_grid_shapes shapes;
} ep_gemm_f16_entry;

/// Null where there is none.
const ep_gemm_f16_entry *ep_gemm_f16_find(ep_isa isa);
