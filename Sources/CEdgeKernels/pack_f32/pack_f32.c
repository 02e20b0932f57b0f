#include "pack_f32.h"
#include "../plan.h"

ep_status ep_pack_f32_bytes(size_t columns, size_t depth, size_t *bytes) {
    if (!bytes) return EP_NULL_POINTER;
    size_t padded, lines, total;
    if (__builtin_add_overflow(columns, EP_PACKED_COLUMNS - 1, &padded)) return EP_OVERFLOW;
    padded = padded / EP_PACKED_COLUMNS * EP_PACKED_COLUMNS;
    // One line more for the bias.
    if (__builtin_add_overflow(depth, 1, &lines) || !ep_product(padded, lines, &total) ||
        !ep_product(total, sizeof(float), &total) || total > PTRDIFF_MAX - sizeof(ep_packed_header))
        return EP_OVERFLOW;
    *bytes = total + sizeof(ep_packed_header);
    return EP_OK;
}

/// Whether the last weight's place is within the address space.
static bool places_fit(const ep_pack_f32_arguments *a) {
    size_t across, along, last;
    return ep_product(a->columns - 1, a->column_stride, &across) && ep_product(a->depth - 1, a->depth_stride, &along) &&
           !__builtin_add_overflow(across, along, &last) && last <= PTRDIFF_MAX / sizeof(float) - 1;
}

static ep_status checked(const ep_pack_f32_arguments *a, const void *packed, size_t packed_bytes, size_t *bytes) {
    if (!a || !packed) return EP_NULL_POINTER;
    ep_status status = ep_pack_f32_bytes(a->columns, a->depth, bytes);
    if (status != EP_OK) return status;
    if (packed_bytes < *bytes || (uintptr_t)packed % EP_PACKED_LINE) return EP_BAD_PACKING;
    if (!a->columns || !a->depth) return EP_OK;
    if (!a->weights) return EP_NULL_POINTER;
    if (!a->column_stride || !a->depth_stride) return EP_BAD_STRIDE;
    return places_fit(a) ? EP_OK : EP_OVERFLOW;
}

ep_status ep_pack_f32(const ep_pack_f32_arguments *a, void *packed, size_t packed_bytes) {
    size_t bytes;
    ep_status status = checked(a, packed, packed_bytes, &bytes);
    if (status != EP_OK) return status;
    ep_packed_begin(packed, ep_pack_f32_header(a->columns, a->depth, bytes));
    float *out = (float *)packed + EP_PACKED_LINE / sizeof(float);
    for (size_t group = 0; group < a->columns; group += EP_PACKED_COLUMNS) {
        size_t columns = a->columns - group < EP_PACKED_COLUMNS ? a->columns - group : EP_PACKED_COLUMNS;
        for (size_t k = 0; k < a->depth; k++) {
            const float *from = a->weights + k * a->depth_stride + group * a->column_stride;
            for (size_t n = 0; n < EP_PACKED_COLUMNS; n++) *out++ = n < columns ? from[n * a->column_stride] : 0;
        }
    }
    for (size_t n = 0; n < a->columns; n++) *out++ = a->bias ? a->bias[n] : 0;
    while (out < (float *)packed + bytes / sizeof(float)) *out++ = 0;
    return EP_OK;
}
