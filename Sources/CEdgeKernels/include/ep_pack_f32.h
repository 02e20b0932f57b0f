#pragma once
#include "ep_packed.h"

/// A matrix of K × N weights, wherever they lie: `weights[k * depth_stride + n * column_stride]`.
///
/// Rows of N weights have a column stride of 1; rows of K weights (a layer's outputs first) a depth stride of 1.
typedef struct {
    const float *weights;
    size_t columns, depth;
    size_t column_stride, depth_stride;
    /// N numbers that start the sums; null for zeros.
    const float *bias;
} ep_pack_f32_arguments;

/// The bytes of packed weights: a header, `[N/16][K][16]` weights and the bias, N padded to 16 with zeros.
ep_status ep_pack_f32_bytes(size_t columns, size_t depth, size_t *bytes);

/// Packs into the caller's memory, which starts at a multiple of 64 bytes.
ep_status ep_pack_f32(const ep_pack_f32_arguments *arguments, void *packed, size_t packed_bytes);
