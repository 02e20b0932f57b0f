#include "pack_depthwise_f32.h"
#include "../plan.h"

ep_status ep_pack_depthwise_f32_bytes(size_t channels, size_t size, size_t *bytes) {
    if (!bytes) return EP_NULL_POINTER;
    if (size != 3 && size != 5) return EP_BAD_SHAPE;
    size_t groups = channels / EP_PACKED_COLUMNS + (channels % EP_PACKED_COLUMNS != 0);
    size_t total;
    if (!ep_product(groups, ep_depthwise_f32_group_floats(size) * sizeof(float), &total) ||
        total > PTRDIFF_MAX - sizeof(ep_packed_header))
        return EP_OVERFLOW;
    *bytes = total + sizeof(ep_packed_header);
    return EP_OK;
}

static ep_status checked(const ep_pack_depthwise_f32_arguments *a, const void *packed, size_t packed_bytes,
                         size_t *bytes) {
    if (!a || !packed) return EP_NULL_POINTER;
    ep_status status = ep_pack_depthwise_f32_bytes(a->channels, a->size, bytes);
    if (status != EP_OK) return status;
    if (packed_bytes < *bytes || (uintptr_t)packed % EP_PACKED_LINE) return EP_BAD_PACKING;
    if (!a->channels) return EP_OK;
    if (!a->weights) return EP_NULL_POINTER;
    if (!a->channel_stride || !a->tap_stride) return EP_BAD_STRIDE;
    size_t across, along, last;
    bool fits = ep_product(a->channels - 1, a->channel_stride, &across) &&
                ep_product(a->size * a->size - 1, a->tap_stride, &along) &&
                !__builtin_add_overflow(across, along, &last) && last <= PTRDIFF_MAX / sizeof(float) - 1;
    return fits ? EP_OK : EP_OVERFLOW;
}

ep_status ep_pack_depthwise_f32(const ep_pack_depthwise_f32_arguments *a, void *packed, size_t packed_bytes) {
    size_t bytes;
    ep_status status = checked(a, packed, packed_bytes, &bytes);
    if (status != EP_OK) return status;
    ep_packed_begin(packed, ep_pack_depthwise_f32_header(a->channels, a->size, bytes));
    float *out = (float *)packed + EP_PACKED_LINE / sizeof(float);
    memset(out, 0, bytes - EP_PACKED_LINE);
    for (size_t channel = 0; channel < a->channels; channel++) {
        float *to = out + channel / EP_PACKED_COLUMNS * ep_depthwise_f32_group_floats(a->size) +
                    channel % EP_PACKED_COLUMNS;
        *to = a->bias ? a->bias[channel] : 0;
        for (size_t column = 0; column < a->size; column++)
            for (size_t row = 0; row < a->size; row++)
                *(to += EP_PACKED_COLUMNS) =
                    a->weights[channel * a->channel_stride + (row * a->size + column) * a->tap_stride];
    }
    return EP_OK;
}
