#pragma once
#include "../common/packed.h"

enum : size_t {
    /// What four lines of nibbles hold of the depth.
    EP_PACK_S4_STEP = 32,
    EP_PACK_S4_STEP_BYTES = 256,
    EP_PACK_S4_SCALE_BYTES = 32,
    EP_PACK_S4_ZERO_BYTES = 8,
};

/// How a header tells that blocks have zero points of their own.
enum : uint32_t { EP_PACK_S4_COMMON_ZERO = 8, EP_PACK_S4_OWN_ZEROS = 16 };

static inline size_t ep_pack_s4_groups(ep_pack_s4_shape shape) {
    return shape.columns / EP_PACKED_COLUMNS + (shape.columns % EP_PACKED_COLUMNS != 0);
}

static inline size_t ep_pack_s4_blocks(ep_pack_s4_shape shape) {
    return shape.depth / shape.block + (shape.depth % shape.block != 0);
}

/// One block of 16 columns with all that belongs to it.
static inline size_t ep_pack_s4_block_bytes(ep_pack_s4_shape shape) {
    return shape.block / EP_PACK_S4_STEP * EP_PACK_S4_STEP_BYTES + EP_PACK_S4_SCALE_BYTES +
           (shape.has_zero_points ? EP_PACK_S4_ZERO_BYTES : 0);
}

/// What the header of weights of this size says; the shape was checked by `ep_pack_s4_bytes`.
static inline ep_packed_header ep_pack_s4_header(ep_pack_s4_shape shape, size_t bytes) {
    return (ep_packed_header){.operation = EP_PACKED_GEMM,
                              .precision = EP_PACKED_S4,
                              .columns = shape.columns,
                              .depth = shape.depth,
                              .column_block = EP_PACKED_COLUMNS,
                              .depth_block = (uint32_t)shape.block,
                              .bytes = bytes,
                              .zero_point = shape.has_zero_points ? EP_PACK_S4_OWN_ZEROS : EP_PACK_S4_COMMON_ZERO};
}

/// Whether these are weights of this shape.
static inline ep_status ep_pack_s4_check(const void *packed, size_t packed_bytes, ep_pack_s4_shape shape) {
    size_t bytes;
    ep_status status = ep_pack_s4_bytes(shape, &bytes);
    if (status != EP_OK) return status;
    ep_packed_header expected = ep_pack_s4_header(shape, bytes);
    status = ep_packed_check(packed, packed_bytes, expected);
    if (status != EP_OK) return status;
    uint32_t found;
    memcpy(&found, (const char *)packed + offsetof(ep_packed_header, zero_point), sizeof found);
    return found == expected.zero_point ? EP_OK : EP_BAD_PACKING;
}

/// Writes one block of 16 columns: the nibbles of each column along K, with scales as fp16.
static inline void ep_pack_s4_write_block(uint8_t *out, ep_pack_s4_shape shape, const uint8_t (*nibbles)[128],
                                          const uint16_t *scales, const uint8_t *zero_points) {
    for (size_t step = 0; step < shape.block; step += EP_PACK_S4_STEP) {
        for (size_t line = 0; line < 4; line++) {
            for (size_t n = 0; n < EP_PACKED_COLUMNS; n++) {
                const uint8_t *low = nibbles[n] + step + line * 4;
                for (size_t k = 0; k < 4; k++) *out++ = (uint8_t)(low[k] | low[k + 16] << 4);
            }
        }
    }
    memcpy(out, scales, EP_PACK_S4_SCALE_BYTES);
    out += EP_PACK_S4_SCALE_BYTES;
    for (size_t n = 0; shape.has_zero_points && n < EP_PACK_S4_ZERO_BYTES; n++)
        out[n] = (uint8_t)(zero_points[n] | zero_points[n + EP_PACK_S4_ZERO_BYTES] << 4);
}
