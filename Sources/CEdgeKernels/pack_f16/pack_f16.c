#include "pack_f16.h"
#include "../common/half.h"
#include "../pack_f32/weights.h"

ep_status ep_pack_f16_bytes(size_t columns, size_t depth, size_t *bytes) {
    return ep_pack_lines_bytes(columns, depth / 2 + depth % 2, bytes);
}

ep_status ep_pack_f16(const ep_pack_f32_arguments *a, void *packed, size_t packed_bytes) {
    if (!a) return EP_NULL_POINTER;
    size_t bytes;
    ep_status status = ep_pack_f16_bytes(a->columns, a->depth, &bytes);
    if (status == EP_OK) status = ep_pack_weights_check(a, packed, packed_bytes, bytes);
    if (status != EP_OK) return status;
    ep_packed_begin(packed, ep_pack_f16_header(a->columns, a->depth, bytes));
    uint16_t *out = (uint16_t *)packed + EP_PACKED_LINE / sizeof(uint16_t);
    for (size_t group = 0; group < a->columns; group += EP_PACKED_COLUMNS)
        for (size_t k = 0; k < a->depth + a->depth % 2; k++)
            for (size_t n = group; n < group + EP_PACKED_COLUMNS; n++) *out++ = ep_half_of(ep_pack_weight(a, k, n));
    ep_pack_bias(a, (float *)(void *)out);
    return EP_OK;
}
