#include "pack_depthwise_s8.h"
#include "../plan.h"
#include <math.h>

ep_status ep_pack_depthwise_s8_bytes(size_t channels, size_t size, size_t *bytes) {
    if (!bytes) return EP_NULL_POINTER;
    if (size != 3 && size != 5) return EP_BAD_SHAPE;
    size_t blocks = channels / EP_DEPTHWISE_S8_CHANNELS + (channels % EP_DEPTHWISE_S8_CHANNELS != 0);
    size_t total;
    if (!ep_product(blocks, ep_depthwise_s8_block_bytes(size), &total) ||
        total > PTRDIFF_MAX - sizeof(ep_packed_header))
        return EP_OVERFLOW;
    *bytes = total + sizeof(ep_packed_header);
    return EP_OK;
}

static ep_status checked(const ep_pack_depthwise_s8_arguments *a, const void *packed, size_t packed_bytes,
                         size_t *bytes) {
    if (!a || !packed) return EP_NULL_POINTER;
    ep_status status = ep_pack_depthwise_s8_bytes(a->channels, a->size, bytes);
    if (status != EP_OK) return status;
    if (packed_bytes < *bytes || (uintptr_t)packed % EP_PACKED_LINE) return EP_BAD_PACKING;
    if (a->zero_point < 0 || a->zero_point > UINT8_MAX) return EP_BAD_SCALE;
    for (size_t c = 0; a->multipliers && c < a->channels; c++)
        if (!isfinite(a->multipliers[c]) || a->multipliers[c] <= 0) return EP_BAD_SCALE;
    if (!a->channels) return EP_OK;
    if (!a->weights) return EP_NULL_POINTER;
    if (!a->channel_stride || !a->tap_stride) return EP_BAD_STRIDE;
    size_t across, along, last;
    bool fits = ep_product(a->channels - 1, a->channel_stride, &across) &&
                ep_product(a->size * a->size - 1, a->tap_stride, &along) &&
                !__builtin_add_overflow(across, along, &last) && last < PTRDIFF_MAX;
    return fits ? EP_OK : EP_OVERFLOW;
}

/// A start and a multiplier whose product with any sum stays within 32 bits, and that give the same results.
///
/// The first pair of limits: from 512 on, a sum of one already lies beyond all results. The second: a sum that starts
/// so far away that it must overflow keeps its sign, and still lies beyond all results.
static int32_t tame(int64_t start, float *multiplier) {
    enum : int64_t { reach = 25 * 255 * 128, far = 1 << 21 };
    if (*multiplier > 512) *multiplier = 512;
    double most = (double)((start < 0 ? -start : start) + reach) * (double)*multiplier;
    if (most >= 0x1p31) return start < -far ? -far : start > far ? far : (int32_t)start;
    // Only a multiplier below one leads here with a start beyond 32 bits: by the zero point's share, no more.
    return start < INT32_MIN ? INT32_MIN + reach : start > INT32_MAX - reach ? INT32_MAX - reach : (int32_t)start;
}

static void pack_channel(const ep_pack_depthwise_s8_arguments *a, size_t channel, int8_t *block) {
    size_t within = channel % EP_DEPTHWISE_S8_CHANNELS;
    int64_t sum = 0;
    for (size_t row = 0; row < a->size; row++) {
        for (size_t column = 0; column < a->size; column++) {
            int8_t weight =
                a->weights[channel * a->channel_stride + (row * a->size + column) * a->tap_stride];
            sum += weight;
            block[ep_depthwise_s8_weight(a->size, row, column, within)] = weight;
        }
    }
    float multiplier = a->multipliers ? a->multipliers[channel] : 1;
    int32_t start = tame((a->bias ? a->bias[channel] : 0) - a->zero_point * sum, &multiplier);
    int8_t *after = block + ep_depthwise_s8_weight_lines(a->size) * EP_PACKED_LINE + ep_depthwise_s8_place(within);
    memcpy(after, &start, sizeof start);
    memcpy(after + 4 * EP_PACKED_LINE, &multiplier, sizeof multiplier);
}

ep_status ep_pack_depthwise_s8(const ep_pack_depthwise_s8_arguments *a, void *packed, size_t packed_bytes) {
    size_t bytes;
    ep_status status = checked(a, packed, packed_bytes, &bytes);
    if (status != EP_OK) return status;
    ep_packed_header header = ep_pack_depthwise_s8_header(a->channels, a->size, bytes);
    header.zero_point = (uint32_t)a->zero_point;
    ep_packed_begin(packed, header);
    int8_t *blocks = (int8_t *)packed + sizeof header;
    memset(blocks, 0, bytes - sizeof header);
    for (size_t channel = 0; channel < a->channels; channel++)
        pack_channel(a, channel, blocks + channel / EP_DEPTHWISE_S8_CHANNELS * ep_depthwise_s8_block_bytes(a->size));
    return EP_OK;
}
