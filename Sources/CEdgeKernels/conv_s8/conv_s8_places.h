#pragma once
#include "CEdgeKernels.h"

/// Points at the inputs of so many pixels from `pixel` on: for each tap one pointer for each pixel.
///
/// Convolutions of few channels spend as much time here as on their products: one division a call, none a pointer.
static inline void ep_conv_s8_places(const ep_conv_s8_arguments *a, const uint8_t *border, size_t pixel, size_t count,
                                     const uint8_t **out) {
    const ep_conv_shape *s = &a->shape;
    size_t y = pixel / s->output_width, x = pixel % s->output_width, line = s->input_width * a->input_stride;
    for (size_t i = 0; i < count; i++) {
        // Above and left of the picture the difference wraps to something larger than the picture.
        size_t row = y * s->stride_height - s->pad_top, first = x * s->stride_width - s->pad_left;
        const uint8_t **to = out + i;
        for (size_t ky = 0; ky < s->kernel_height; ky++, row += s->dilation_height) {
            bool has_row = row < s->input_height && s->channels;
            size_t column = first, before = row * line;
            for (size_t kx = 0; kx < s->kernel_width; kx++, column += s->dilation_width, to += count) {
                bool inside = has_row && column < s->input_width;
                *to = inside ? (const uint8_t *)a->input + before + column * a->input_stride : border;
            }
        }
        if (++x == s->output_width) {
            x = 0;
            y++;
        }
    }
}
