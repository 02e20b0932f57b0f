#pragma once
#include "ep_status.h"
#include <stddef.h>
#include <stdint.h>

/// What packed weights are for; the numbers stand in files.
typedef enum : uint32_t { EP_PACKED_GEMM = 1, EP_PACKED_DEPTHWISE = 2 } ep_packed_operation;

typedef enum : uint32_t {
    EP_PACKED_F32 = 1,
    EP_PACKED_BF16 = 2,
    EP_PACKED_S8 = 3,
    EP_PACKED_S4 = 4,
    EP_PACKED_F16 = 5,
} ep_packed_precision;

enum : uint32_t { EP_PACKED_MAGIC = 0x4B575045, EP_PACKED_VERSION = 1 };

/// The first 64 bytes of packed weights, which start at a multiple of 64 bytes.
///
/// There is one format for each precision; all instruction sets read it.
typedef struct {
    uint32_t magic;
    uint32_t version;
    ep_packed_operation operation;
    ep_packed_precision precision;
    /// N, the outputs, and K, the products in each sum, as they were before padding.
    uint64_t columns;
    uint64_t depth;
    /// Columns in a group, and how many neighbours along K lie together: both sizes are padded to these with zeros.
    uint32_t column_block;
    uint32_t depth_block;
    /// Everything, this header included.
    uint64_t bytes;
    /// Stretches of `depth` products that make a sum, each padded by itself: a convolution's kernel. 0 is one.
    uint32_t taps;
    /// Where zero lies among 8-bit activations, written as u8.
    uint32_t zero_point;
    /// 1 if no multiplier of 8-bit weights brings a sum past 2^31.
    uint32_t multipliers_shrink;
    uint32_t reserved;
} ep_packed_header;
