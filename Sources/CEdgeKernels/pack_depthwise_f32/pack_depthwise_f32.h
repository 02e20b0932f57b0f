#pragma once
#include "../common/packed.h"

/// A group is 16 channels: a line of the bias, then the taps, column after column, as kernels walk over the source.
static inline size_t ep_depthwise_f32_group_floats(size_t size) { return (size * size + 1) * EP_PACKED_COLUMNS; }

static inline ep_packed_header ep_pack_depthwise_f32_header(size_t channels, size_t size, size_t bytes) {
    return (ep_packed_header){.operation = EP_PACKED_DEPTHWISE,
                              .precision = EP_PACKED_F32,
                              .columns = channels,
                              .depth = 1,
                              .column_block = EP_PACKED_COLUMNS,
                              .depth_block = 1,
                              .bytes = bytes,
                              .taps = (uint32_t)(size * size)};
}
