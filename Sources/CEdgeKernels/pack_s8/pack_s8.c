#include "pack_s8.h"
#include "../plan.h"
#include <math.h>

ep_status ep_pack_s8_bytes(size_t columns, size_t taps, size_t depth, size_t *bytes) {
    if (!bytes) return EP_NULL_POINTER;
    if (!taps) return EP_BAD_SHAPE;
    size_t products;
    if (!ep_product(taps, depth, &products)) return EP_OVERFLOW;
    if (products > EP_PACK_S8_PRODUCTS || taps > EP_PACK_S8_PRODUCTS) return EP_SUM_TOO_LONG;
    size_t groups = columns / EP_PACKED_COLUMNS + (columns % EP_PACKED_COLUMNS != 0);
    // Three lines more for both starts and the multipliers.
    size_t lines = taps * ((depth + EP_PACK_S8_DEPTH - 1) / EP_PACK_S8_DEPTH) + 3;
    size_t total;
    if (!ep_product(groups, lines * EP_PACKED_LINE, &total) || total > PTRDIFF_MAX - sizeof(ep_packed_header))
        return EP_OVERFLOW;
    *bytes = total + sizeof(ep_packed_header);
    return EP_OK;
}

/// Whether the last weight's place is within the address space.
static bool places_fit(const ep_pack_s8_arguments *a) {
    size_t across, taps, along, last;
    return ep_product(a->columns - 1, a->column_stride, &across) && ep_product(a->taps - 1, a->tap_stride, &taps) &&
           ep_product(a->depth - 1, a->depth_stride, &along) && !__builtin_add_overflow(across, along, &last) &&
           !__builtin_add_overflow(last, taps, &last) && last < PTRDIFF_MAX;
}

static ep_status checked(const ep_pack_s8_arguments *a, const void *packed, size_t packed_bytes, size_t *bytes) {
    if (!a || !packed) return EP_NULL_POINTER;
    ep_status status = ep_pack_s8_bytes(a->columns, a->taps, a->depth, bytes);
    if (status != EP_OK) return status;
    if (packed_bytes < *bytes || (uintptr_t)packed % EP_PACKED_LINE) return EP_BAD_PACKING;
    if (a->zero_point < 0 || a->zero_point > UINT8_MAX) return EP_BAD_SCALE;
    for (size_t n = 0; a->multipliers && n < a->columns; n++)
        if (!isfinite(a->multipliers[n]) || a->multipliers[n] <= 0) return EP_BAD_SCALE;
    if (!a->columns || !a->depth) return EP_OK;
    if (!a->weights) return EP_NULL_POINTER;
    if (!a->column_stride || !a->tap_stride || !a->depth_stride) return EP_BAD_STRIDE;
    return places_fit(a) ? EP_OK : EP_OVERFLOW;
}

/// Writes the lines of one group of columns, and the sums of each column's weights.
static int8_t *pack_group(const ep_pack_s8_arguments *a, size_t group, int8_t *out, int32_t *sums) {
    size_t columns = a->columns - group < EP_PACKED_COLUMNS ? a->columns - group : EP_PACKED_COLUMNS;
    for (size_t t = 0; t < a->taps; t++) {
        for (size_t from = 0; from < a->depth; from += EP_PACK_S8_DEPTH) {
            for (size_t n = 0; n < EP_PACKED_COLUMNS; n++) {
                for (size_t k = from; k < from + EP_PACK_S8_DEPTH; k++) {
                    bool inside = n < columns && k < a->depth;
                    size_t place = (group + n) * a->column_stride + t * a->tap_stride + k * a->depth_stride;
                    int8_t weight = inside ? a->weights[place] : 0;
                    sums[n] += weight;
                    *out++ = weight;
                }
            }
        }
    }
    return out;
}

ep_status ep_pack_s8(const ep_pack_s8_arguments *a, void *packed, size_t packed_bytes) {
    size_t bytes;
    ep_status status = checked(a, packed, packed_bytes, &bytes);
    if (status != EP_OK) return status;
    ep_packed_header header = ep_pack_s8_header(a->columns, a->taps, a->depth, bytes);
    header.zero_point = (uint32_t)a->zero_point;
    header.multipliers_shrink = a->multipliers != NULL;
    for (size_t n = 0; a->multipliers && n < a->columns; n++) header.multipliers_shrink &= a->multipliers[n] < 1;
    ep_packed_begin(packed, header);
    ep_pack_s8_view view = ep_pack_s8_look(packed, a->columns, a->taps, a->depth);
    int8_t *out = (int8_t *)packed + sizeof header;
    size_t before = (size_t)((const char *)view.unsigned_starts - (const char *)packed);
    int32_t *starts = (int32_t *)(void *)((char *)packed + before);
    size_t padded = (size_t)(view.signed_starts - view.unsigned_starts);
    for (size_t group = 0; group < a->columns; group += EP_PACKED_COLUMNS) {
        int32_t sums[EP_PACKED_COLUMNS] = {0};
        out = pack_group(a, group, out, sums);
        for (size_t n = group; n < group + EP_PACKED_COLUMNS; n++) {
            uint32_t bias = a->bias && n < a->columns ? (uint32_t)a->bias[n] : 0;
            uint32_t sum = (uint32_t)sums[n - group];
            // Modulo 2^32, as the sums themselves.
            starts[n] = (int32_t)(bias - (uint32_t)a->zero_point * sum);
            starts[padded + n] = (int32_t)(bias + (128 - (uint32_t)a->zero_point) * sum);
            float multiplier = a->multipliers && n < a->columns ? a->multipliers[n] : 1;
            memcpy(starts + 2 * padded + n, &multiplier, sizeof multiplier);
        }
    }
    return EP_OK;
}
