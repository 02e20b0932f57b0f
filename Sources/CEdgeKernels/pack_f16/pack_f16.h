#pragma once
#include "../common/packed.h"

/// What the header of fp16 weights of this size says; the sizes were checked by `ep_pack_f16_bytes`.
static inline ep_packed_header ep_pack_f16_header(size_t columns, size_t depth, size_t bytes) {
    return (ep_packed_header){.operation = EP_PACKED_GEMM,
                              .precision = EP_PACKED_F16,
                              .columns = columns,
                              .depth = depth,
                              .column_block = EP_PACKED_COLUMNS,
                              .depth_block = 2,
                              .bytes = bytes};
}
