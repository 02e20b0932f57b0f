#pragma once
#include "CEdgeKernels.h"

/// Points at the inputs of so many pixels from `pixel` on: for each tap one pointer for each pixel.
static inline void ep_conv_s8_places(const ep_conv_s8_arguments *a, const uint8_t *border, size_t pixel, size_t count,
                                     const uint8_t **out) {
    const ep_conv_shape *s = &a->shape;
    size_t taps = s->kernel_height * s->kernel_width;
    for (size_t i = 0; i < count; i++) {
        size_t y = (pixel + i) / s->output_width * s->stride_height;
        size_t x = (pixel + i) % s->output_width * s->stride_width;
        for (size_t tap = 0; tap < taps; tap++) {
            // Above and left of the picture the difference wraps to something larger than the picture.
            size_t row = y + tap / s->kernel_width * s->dilation_height - s->pad_top;
            size_t column = x + tap % s->kernel_width * s->dilation_width - s->pad_left;
            bool inside = row < s->input_height && column < s->input_width && s->channels;
            size_t place = (row * s->input_width + column) * a->input_stride;
            out[tap * count + i] = inside ? (const uint8_t *)a->input + place : border;
        }
    }
}
