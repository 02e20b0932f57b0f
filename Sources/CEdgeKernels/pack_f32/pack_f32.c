#include "pack_f32.h"
#include "weights.h"

ep_status ep_pack_f32_bytes(size_t columns, size_t depth, size_t *bytes) {
    return ep_pack_lines_bytes(columns, depth, bytes);
}

ep_status ep_pack_f32(const ep_pack_f32_arguments *a, void *packed, size_t packed_bytes) {
    if (!a) return EP_NULL_POINTER;
    size_t bytes;
    ep_status status = ep_pack_f32_bytes(a->columns, a->depth, &bytes);
    if (status == EP_OK) status = ep_pack_weights_check(a, packed, packed_bytes, bytes);
    if (status != EP_OK) return status;
    ep_packed_begin(packed, ep_pack_f32_header(a->columns, a->depth, bytes));
    float *out = (float *)packed + EP_PACKED_LINE / sizeof(float);
    for (size_t group = 0; group < a->columns; group += EP_PACKED_COLUMNS)
        for (size_t k = 0; k < a->depth; k++)
            for (size_t n = group; n < group + EP_PACKED_COLUMNS; n++) *out++ = ep_pack_weight(a, k, n);
    ep_pack_bias(a, out);
    return EP_OK;
}
