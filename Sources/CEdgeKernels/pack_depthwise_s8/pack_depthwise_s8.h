#pragma once
#include "../common/packed.h"

/// Channels in a block, and those in a quarter of a block's 128 bits.
enum : size_t { EP_DEPTHWISE_S8_CHANNELS = 64 };

/// A block's lines of 64 bytes: for each kernel column the weights of rows 0 to 3 (four lines), for 5 × 5 then of row 4
/// (four lines); after them what the sums start with, and the multipliers.
///
/// Line j of four holds channels `16 × lane + 4 × j + 0…3` in its 128-bit lane `lane`: the order in which the bytes of
/// four rows come out of two rounds of unpacking. Each channel has four bytes, one a row.
static inline size_t ep_depthwise_s8_sets(size_t size) { return size == 3 ? 1 : 2; }

static inline size_t ep_depthwise_s8_weight_lines(size_t size) { return size * ep_depthwise_s8_sets(size) * 4; }

static inline size_t ep_depthwise_s8_block_bytes(size_t size) {
    return (ep_depthwise_s8_weight_lines(size) + 8) * EP_PACKED_LINE;
}

/// The number of a channel's first byte within four lines; a fourth of it counts its 32-bit words.
static inline size_t ep_depthwise_s8_place(size_t channel) {
    size_t lane = channel / 16, line = channel / 4 % 4;
    return line * 64 + lane * 16 + channel % 4 * 4;
}

/// Where the weight of a kernel's row and column lies in its block.
static inline size_t ep_depthwise_s8_weight(size_t size, size_t row, size_t column, size_t channel) {
    size_t set = column * ep_depthwise_s8_sets(size) + row / 4;
    return set * 256 + ep_depthwise_s8_place(channel) + row % 4;
}

static inline ep_packed_header ep_pack_depthwise_s8_header(size_t channels, size_t size, size_t bytes) {
    return (ep_packed_header){.operation = EP_PACKED_DEPTHWISE,
                              .precision = EP_PACKED_S8,
                              .columns = channels,
                              .depth = 1,
                              .column_block = EP_DEPTHWISE_S8_CHANNELS,
                              .depth_block = 4,
                              .bytes = bytes,
                              .taps = (uint32_t)(size * size)};
}
