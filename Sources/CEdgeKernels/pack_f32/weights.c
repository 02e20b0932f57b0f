#include "weights.h"

/// Whether the last weight's place is within the address space.
static bool places_fit(const ep_pack_f32_arguments *a) {
    size_t across, along, last;
    return ep_product(a->columns - 1, a->column_stride, &across) && ep_product(a->depth - 1, a->depth_stride, &along) &&
           !__builtin_add_overflow(across, along, &last) && last <= PTRDIFF_MAX / sizeof(float) - 1;
}

ep_status ep_pack_weights_check(const ep_pack_f32_arguments *a, const void *packed, size_t packed_bytes,
                                size_t needed_bytes) {
    if (!packed) return EP_NULL_POINTER;
    if (packed_bytes < needed_bytes || (uintptr_t)packed % EP_PACKED_LINE) return EP_BAD_PACKING;
    if (!a->columns || !a->depth) return EP_OK;
    if (!a->weights) return EP_NULL_POINTER;
    if (!a->column_stride || !a->depth_stride) return EP_BAD_STRIDE;
    return places_fit(a) ? EP_OK : EP_OVERFLOW;
}
