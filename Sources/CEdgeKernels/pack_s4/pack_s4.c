#include "pack_s4.h"
#include "../common/half.h"
#include "../plan.h"
#include "round_s4.h"
#include <math.h>

ep_status ep_pack_s4_bytes(ep_pack_s4_shape shape, size_t *bytes) {
    if (!bytes) return EP_NULL_POINTER;
    if (shape.block != 32 && shape.block != 64 && shape.block != 128) return EP_BAD_SHAPE;
    size_t lines, total;
    if (!ep_product(ep_pack_s4_blocks(shape), ep_pack_s4_block_bytes(shape), &lines) ||
        __builtin_add_overflow(lines, EP_PACKED_COLUMNS * sizeof(float), &lines) ||
        !ep_product(ep_pack_s4_groups(shape), lines, &total) || total > PTRDIFF_MAX - sizeof(ep_packed_header))
        return EP_OVERFLOW;
    *bytes = total + sizeof(ep_packed_header);
    return EP_OK;
}

/// One block of 16 columns before it is packed.
typedef struct {
    uint8_t nibbles[EP_PACKED_COLUMNS][128];
    uint16_t scales[EP_PACKED_COLUMNS];
    uint8_t zero_points[EP_PACKED_COLUMNS];
} open_block;

/// Every column's nibbles at zero, with a scale of one.
static void clear(open_block *block) {
    memset(block->nibbles, EP_PACK_S4_COMMON_ZERO, sizeof block->nibbles);
    for (size_t n = 0; n < EP_PACKED_COLUMNS; n++) {
        block->scales[n] = ep_half_of(1);
        block->zero_points[n] = EP_PACK_S4_COMMON_ZERO;
    }
}

/// Fills columns `group…` at the block's depths from either kind of arguments.
typedef ep_status filling(const void *arguments, ep_pack_s4_shape shape, size_t group, size_t number,
                          open_block *block);

static ep_status pack(const void *arguments, ep_pack_s4_shape shape, const float *bias, filling *fill, void *packed,
                      size_t packed_bytes) {
    size_t bytes;
    ep_status status = ep_pack_s4_bytes(shape, &bytes);
    if (status != EP_OK) return status;
    if (!packed) return EP_NULL_POINTER;
    if (packed_bytes < bytes || (uintptr_t)packed % EP_PACKED_LINE) return EP_BAD_PACKING;
    uint8_t *out = (uint8_t *)packed + sizeof(ep_packed_header);
    for (size_t group = 0; group < shape.columns; group += EP_PACKED_COLUMNS) {
        for (size_t number = 0; number < ep_pack_s4_blocks(shape); number++) {
            open_block block;
            clear(&block);
            status = fill(arguments, shape, group, number, &block);
            if (status != EP_OK) return status;
            ep_pack_s4_write_block(out, shape, (const uint8_t (*)[128])block.nibbles, block.scales,
                                   block.zero_points);
            out += ep_pack_s4_block_bytes(shape);
        }
    }
    memset(out, 0, ep_pack_s4_groups(shape) * EP_PACKED_COLUMNS * sizeof(float));
    if (bias && shape.columns) memcpy(out, bias, shape.columns * sizeof(float));
    // Last, so that refused weights leave no header that says they are whole.
    ep_packed_begin(packed, ep_pack_s4_header(shape, bytes));
    return EP_OK;
}

static size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

static ep_status fill_rounded(const void *arguments, ep_pack_s4_shape shape, size_t group, size_t number,
                              open_block *block) {
    const ep_pack_s4_arguments *a = arguments;
    size_t first = number * shape.block, count = smaller(shape.block, shape.depth - first);
    for (size_t n = 0; n < smaller(EP_PACKED_COLUMNS, shape.columns - group); n++) {
        const float *weights = a->weights + (group + n) * a->column_stride + first * a->depth_stride;
        ep_round_s4 rounding;
        ep_status status = ep_round_s4_find(weights, count, a->depth_stride, shape.has_zero_points, &rounding);
        if (status != EP_OK) return status;
        block->scales[n] = rounding.scale;
        block->zero_points[n] = rounding.zero_point;
        for (size_t k = 0; k < count; k++)
            block->nibbles[n][k] = ep_round_s4_nibble(&rounding, weights[k * a->depth_stride]);
    }
    return EP_OK;
}

/// Whether the last weight's place is within the address space.
static bool places_fit(const ep_pack_s4_arguments *a) {
    size_t across, along, last;
    return ep_product(a->shape.columns - 1, a->column_stride, &across) &&
           ep_product(a->shape.depth - 1, a->depth_stride, &along) && !__builtin_add_overflow(across, along, &last) &&
           last < PTRDIFF_MAX / sizeof(float);
}

ep_status ep_pack_s4(const ep_pack_s4_arguments *a, void *packed, size_t packed_bytes) {
    if (!a) return EP_NULL_POINTER;
    if (a->shape.columns && a->shape.depth) {
        if (!a->weights) return EP_NULL_POINTER;
        if (!a->column_stride || !a->depth_stride) return EP_BAD_STRIDE;
        if (!places_fit(a)) return EP_OVERFLOW;
    }
    return pack(a, a->shape, a->bias, fill_rounded, packed, packed_bytes);
}

static ep_status fill_nibbles(const void *arguments, ep_pack_s4_shape shape, size_t group, size_t number,
                              open_block *block) {
    const ep_pack_s4_nibbles_arguments *a = arguments;
    size_t first = number * shape.block, count = smaller(shape.block, shape.depth - first);
    size_t row_bytes = shape.depth / 2 + shape.depth % 2;
    for (size_t n = 0; n < smaller(EP_PACKED_COLUMNS, shape.columns - group); n++) {
        size_t place = (group + n) * ep_pack_s4_blocks(shape) + number;
        float scale = ep_half_to_float(ep_half_of(a->scales[place]));
        if (!isfinite(scale) || scale == 0) return EP_BAD_SCALE;
        block->scales[n] = ep_half_of(scale);
        if (shape.has_zero_points) {
            if (a->zero_points[place] > 15) return EP_BAD_SCALE;
            block->zero_points[n] = a->zero_points[place];
        }
        const uint8_t *row = a->nibbles + (group + n) * row_bytes + first / 2;
        for (size_t k = 0; k < count; k++) block->nibbles[n][k] = row[k / 2] >> (k % 2 * 4) & 15;
    }
    return EP_OK;
}

ep_status ep_pack_s4_nibbles(const ep_pack_s4_nibbles_arguments *a, void *packed, size_t packed_bytes) {
    if (!a) return EP_NULL_POINTER;
    bool is_empty = !a->shape.columns || !a->shape.depth;
    if (!is_empty && (!a->nibbles || !a->scales || (a->shape.has_zero_points && !a->zero_points)))
        return EP_NULL_POINTER;
    return pack(a, a->shape, a->bias, fill_nibbles, packed, packed_bytes);
}
