#pragma once
#include "ep_packed.h"
#include <stdbool.h>

/// Weights of 4 bits share a scale, and perhaps a zero point, in each block of 32, 64 or 128 neighbours along K.
///
/// A weight is `scale × (nibble − zero point)`, the nibble 0…15, the zero point 8 unless every block has its own.
///
/// Behind the header, for each 16 columns and each block along K: four lines of 64 bytes for every 32 of the depth, then
/// 16 fp16 scales, then, if blocks have their own, 16 zero points in 8 bytes. Line j of four holds in the low nibbles of
/// its 16 × 4 bytes the depths 4j…4j+3 of 16 columns, in the high ones 16+4j…. Byte i of the zero points holds column i
/// in its low nibble and 8+i in its high one. Last comes a fp32 bias. K is padded to whole blocks, N to 16.
typedef struct {
    size_t columns, depth;
    /// 32, 64 or 128.
    size_t block;
    bool has_zero_points;
} ep_pack_s4_shape;

ep_status ep_pack_s4_bytes(ep_pack_s4_shape shape, size_t *bytes);

/// fp32 weights to be rounded: `weights[k * depth_stride + n * column_stride]`.
///
/// Without zero points a block's largest weight becomes a nibble of 0, which is −8 scales: the scale may be negative.
typedef struct {
    ep_pack_s4_shape shape;
    const float *weights;
    size_t column_stride, depth_stride;
    /// N numbers to add to the results; null for zeros.
    const float *bias;
} ep_pack_s4_arguments;

/// Packs into the caller's memory, which starts at a multiple of 64 bytes; weights have to be finite.
ep_status ep_pack_s4(const ep_pack_s4_arguments *arguments, void *packed, size_t packed_bytes);

/// Weights that are nibbles already, as files hold them.
typedef struct {
    ep_pack_s4_shape shape;
    /// N rows, two depths a byte, the even one in the low nibble; a row is `(depth + 1) / 2` bytes.
    const uint8_t *nibbles;
    /// N rows of one scale for each block: finite, not zero, and so once rounded to fp16.
    const float *scales;
    /// Likewise, 0…15 in a byte each; read only if the shape says so.
    const uint8_t *zero_points;
    const float *bias;
} ep_pack_s4_nibbles_arguments;

ep_status ep_pack_s4_nibbles(const ep_pack_s4_nibbles_arguments *arguments, void *packed, size_t packed_bytes);
