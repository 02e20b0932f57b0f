#pragma once
#include "../common/packed.h"

enum : size_t { EP_PACK_S8_DEPTH = 4 };

/// What the header of weights of this size says; the sizes were checked by `ep_pack_s8_bytes`.
static inline ep_packed_header ep_pack_s8_header(size_t columns, size_t taps, size_t depth, size_t bytes) {
    return (ep_packed_header){.operation = EP_PACKED_GEMM,
                              .precision = EP_PACKED_S8,
                              .columns = columns,
                              .depth = depth,
                              .column_block = EP_PACKED_COLUMNS,
                              .depth_block = EP_PACK_S8_DEPTH,
                              .taps = (uint32_t)taps,
                              .bytes = bytes};
}

/// Where the parts of packed weights lie.
typedef struct {
    const int8_t *lines;
    /// From one group of 16 columns to the next.
    size_t group_bytes;
    const int32_t *unsigned_starts, *signed_starts;
    const float *multipliers;
} ep_pack_s8_view;

static inline ep_pack_s8_view ep_pack_s8_look(const void *packed, size_t columns, size_t taps, size_t depth) {
    size_t groups = columns / EP_PACKED_COLUMNS + (columns % EP_PACKED_COLUMNS != 0);
    size_t lines = taps * (depth / EP_PACK_S8_DEPTH + (depth % EP_PACK_S8_DEPTH != 0));
    const int8_t *first = (const int8_t *)packed + sizeof(ep_packed_header);
    const int32_t *starts = (const int32_t *)(const void *)(first + groups * lines * EP_PACKED_LINE);
    size_t padded = groups * EP_PACKED_COLUMNS;
    return (ep_pack_s8_view){.lines = first,
                             .group_bytes = lines * EP_PACKED_LINE,
                             .unsigned_starts = starts,
                             .signed_starts = starts + padded,
                             .multipliers = (const float *)(const void *)(starts + 2 * padded)};
}

/// Whether these are weights of this size, and where zero lies among their activations.
static inline ep_status ep_pack_s8_check(const void *packed, size_t packed_bytes, size_t columns, size_t taps,
                                         size_t depth, uint8_t *zero_point) {
    size_t bytes;
    ep_status status = ep_pack_s8_bytes(columns, taps, depth, &bytes);
    if (status != EP_OK) return status;
    status = ep_packed_check(packed, packed_bytes, ep_pack_s8_header(columns, taps, depth, bytes));
    if (status != EP_OK) return status;
    uint32_t found;
    memcpy(&found, (const char *)packed + offsetof(ep_packed_header, zero_point), sizeof found);
    if (found > UINT8_MAX) return EP_BAD_PACKING;
    *zero_point = (uint8_t)found;
    return EP_OK;
}

/// Whether every sum times its multiplier is below 2^31.
static inline bool ep_pack_s8_shrinks(const void *packed) {
    uint32_t shrinks;
    memcpy(&shrinks, (const char *)packed + offsetof(ep_packed_header, multipliers_shrink), sizeof shrinks);
    return shrinks == 1;
}

/// Where zero lies among the activations of weights that were checked, written as u8.
static inline uint8_t ep_pack_s8_zero_point(const void *packed) {
    uint32_t found;
    memcpy(&found, (const char *)packed + offsetof(ep_packed_header, zero_point), sizeof found);
    return (uint8_t)found;
}
