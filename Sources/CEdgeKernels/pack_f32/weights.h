#pragma once
#include "../common/packed.h"
#include "../plan.h"

/// Whether weights and the room for them are as their sizes ask, which are known to fit.
ep_status ep_pack_weights_check(const ep_pack_f32_arguments *arguments, const void *packed, size_t packed_bytes,
                                size_t needed_bytes);

/// Zero beyond the last column and the last product.
static inline float ep_pack_weight(const ep_pack_f32_arguments *a, size_t k, size_t n) {
    return k < a->depth && n < a->columns ? a->weights[k * a->depth_stride + n * a->column_stride] : 0;
}

/// Writes the bias of all columns, padded to whole groups with zeros.
static inline void ep_pack_bias(const ep_pack_f32_arguments *a, float *out) {
    size_t padded = (a->columns + EP_PACKED_COLUMNS - 1) / EP_PACKED_COLUMNS * EP_PACKED_COLUMNS;
    for (size_t n = 0; n < padded; n++) out[n] = a->bias && n < a->columns ? a->bias[n] : 0;
}

/// Bytes of a header, so many groups of lines of 64 bytes for each 16 columns, and a bias.
static inline ep_status ep_pack_lines_bytes(size_t columns, size_t lines, size_t *bytes) {
    if (!bytes) return EP_NULL_POINTER;
    size_t groups = columns / EP_PACKED_COLUMNS + (columns % EP_PACKED_COLUMNS != 0), total;
    // One line more for the bias.
    if (__builtin_add_overflow(lines, 1, &lines) || !ep_product(groups, lines, &total) ||
        !ep_product(total, EP_PACKED_LINE, &total) || total > PTRDIFF_MAX - sizeof(ep_packed_header))
        return EP_OVERFLOW;
    *bytes = total + sizeof(ep_packed_header);
    return EP_OK;
}
