#pragma once
#include "ep_packed.h"

/// Weights of 8 bits, wherever they lie: `weights[n * column_stride + t * tap_stride + k * depth_stride]`.
///
/// A matrix has one tap. A convolution's kernel has one for each place, and its depth is the channels.
typedef struct {
    const int8_t *weights;
    size_t columns, taps, depth;
    size_t column_stride, tap_stride, depth_stride;
    /// N numbers that start the sums, in units of the sums; null for zeros.
    const int32_t *bias;
    /// N factors from sums to results, each above 0 and finite; null for ones.
    const float *multipliers;
    /// Where zero lies among the activations, written as u8: 128 more than for s8.
    int32_t zero_point;
} ep_pack_s8_arguments;

/// The products that a sum of 32 bits holds whatever their values: 65,792 × 255 × 128 is less than 2^31.
enum : size_t { EP_PACK_S8_PRODUCTS = 65792 };

/// The bytes of packed weights: a header, `[N/16][taps][K/4][16][4]` weights, then for each of the N, padded to 16:
/// the start of its sum over u8 activations, its start over s8 activations, its multiplier.
///
/// Both starts undo the zero point, so that kernels need not know it.
ep_status ep_pack_s8_bytes(size_t columns, size_t taps, size_t depth, size_t *bytes);

/// Packs into the caller's memory, which starts at a multiple of 64 bytes.
ep_status ep_pack_s8(const ep_pack_s8_arguments *arguments, void *packed, size_t packed_bytes);
