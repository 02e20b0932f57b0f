#include "../common/swish.h"
#include "depthwise_f32.h"

static float read(const ep_depthwise_f32_unit *u, size_t place, bool narrow) {
    return narrow ? ep_bf16_widened(((const ep_bf16 *)(const void *)u->source)[place])
                  : ((const float *)(const void *)u->source)[place];
}

static float result(const ep_depthwise_f32_unit *u, size_t row, size_t column, size_t channel, bool narrow) {
    const float *group = u->packed + channel / EP_PACKED_COLUMNS * ep_depthwise_f32_group_floats(u->size) +
                         channel % EP_PACKED_COLUMNS;
    float sum = *group;
    for (size_t x = 0; x < u->size; x++) {
        for (size_t y = 0; y < u->size; y++) {
            // Rows above the source and columns left of it are huge numbers here.
            size_t from_row = row * u->stride + y - u->top, from_column = column * u->stride + x - u->left;
            if (from_row >= u->height || from_column >= u->width) continue;
            float weight = group[(x * u->size + y + 1) * EP_PACKED_COLUMNS];
            sum += read(u, (from_row * u->width + from_column) * u->source_stride + channel, narrow) * weight;
        }
    }
    // Written so that NaN passes: every comparison with it is false.
    if (sum < u->lowest) sum = u->lowest;
    if (sum > u->highest) sum = u->highest;
    return u->swishes ? ep_swish(sum) : sum;
}

static void convolve(const ep_depthwise_f32_unit *u, bool narrow) {
    for (size_t row = u->row; row < u->end; row++) {
        for (size_t column = 0; column < u->columns; column++) {
            size_t place = (row * u->columns + column) * u->destination_stride;
            for (size_t c = 0; c < u->channels; c++) {
                float sum = result(u, row, column, c, narrow);
                if (narrow) ((ep_bf16 *)(void *)u->destination)[place + c] = ep_bf16_rounded(sum);
                else ((float *)(void *)u->destination)[place + c] = sum;
            }
        }
    }
}

void ep_depthwise_f32_scalar(const ep_depthwise_f32_unit *u) { convolve(u, false); }

void ep_depthwise_bf16_scalar(const ep_depthwise_f32_unit *u) { convolve(u, true); }
