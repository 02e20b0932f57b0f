#include "depthwise_s8.h"
#include <math.h>

/// The source at a place that may lie outside.
static int32_t activation(const ep_depthwise_s8_unit *u, size_t row, size_t column, size_t channel) {
    // Rows above the source and columns left of it are huge numbers here.
    if (row >= u->height || column >= u->width) return u->border;
    return u->source[(row * u->width + column) * u->source_stride + channel] ^ u->flip;
}

static uint8_t result(const ep_depthwise_s8_unit *u, size_t row, size_t column, size_t channel) {
    size_t place = ep_depthwise_s8_place(channel) / 4;
    int32_t sum = u->starts[place];
    for (size_t y = 0; y < u->size; y++) {
        for (size_t x = 0; x < u->size; x++) {
            int32_t weight = u->weights[ep_depthwise_s8_weight(u->size, y, x, channel)];
            sum += weight * activation(u, row * u->stride + y - u->top, column * u->stride + x - u->left, channel);
        }
    }
    // Packing saw to it that this stays within 32 bits.
    int32_t rounded = (int32_t)rintf((float)sum * u->multipliers[place]) + u->zero_point;
    if (rounded < u->lowest) return u->lowest;
    return rounded > u->highest ? u->highest : (uint8_t)rounded;
}

void ep_depthwise_s8_scalar(const ep_depthwise_s8_unit *u) {
    for (size_t row = u->row; row < u->end; row++) {
        for (size_t column = 0; column < u->columns; column++) {
            uint8_t *to = u->destination + (row * u->columns + column) * u->destination_stride;
            for (size_t c = 0; c < u->channels; c++) to[c] = result(u, row, column, c) ^ u->flip;
        }
    }
}
