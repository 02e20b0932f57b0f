#pragma once
#include "CEdgeKernels.h"

/// Pixels side by side whose windows lie within the picture: each pointer is the last one's and a step.
///
/// Convolutions of few channels spend as much time on pointers as on products, and most of their tiles are such.
static inline void ep_conv_s8_places_within(const ep_conv_s8_arguments *a, size_t row, size_t first, size_t count,
                                            const uint8_t **out) {
    const ep_conv_shape *s = &a->shape;
    size_t step = s->stride_width * a->input_stride;
    for (size_t ky = 0; ky < s->kernel_height; ky++) {
        size_t before = (row + ky * s->dilation_height) * s->input_width * a->input_stride;
        const uint8_t *line = (const uint8_t *)a->input + before;
        for (size_t kx = 0; kx < s->kernel_width; kx++, out += count) {
            const uint8_t *from = line + (first + kx * s->dilation_width) * a->input_stride;
            for (size_t i = 0; i < count; i++) out[i] = from + i * step;
        }
    }
}

/// One pixel's pointers, some of them to the border.
static inline void ep_conv_s8_places_of(const ep_conv_s8_arguments *a, const uint8_t *border, size_t row, size_t first,
                                        size_t count, const uint8_t **out) {
    const ep_conv_shape *s = &a->shape;
    for (size_t ky = 0; ky < s->kernel_height; ky++, row += s->dilation_height) {
        bool has_row = row < s->input_height && s->channels;
        size_t column = first, before = row * s->input_width * a->input_stride;
        for (size_t kx = 0; kx < s->kernel_width; kx++, column += s->dilation_width, out += count) {
            bool inside = has_row && column < s->input_width;
            *out = inside ? (const uint8_t *)a->input + before + column * a->input_stride : border;
        }
    }
}

/// Points at the inputs of so many pixels from `pixel` on: for each tap one pointer for each pixel.
static inline void ep_conv_s8_places(const ep_conv_s8_arguments *a, const uint8_t *border, size_t pixel, size_t count,
                                     const uint8_t **out) {
    const ep_conv_shape *s = &a->shape;
    size_t y = pixel / s->output_width, x = pixel % s->output_width;
    // Above and left of the picture the difference wraps to something larger than the picture.
    size_t row = y * s->stride_height - s->pad_top, first = x * s->stride_width - s->pad_left;
    size_t tall = (s->kernel_height - 1) * s->dilation_height;
    size_t wide = (s->kernel_width - 1) * s->dilation_width + (count - 1) * s->stride_width;
    bool is_line = count && x + count <= s->output_width && s->channels;
    if (is_line && row < s->input_height && row + tall < s->input_height && first < s->input_width &&
        first + wide < s->input_width) {
        ep_conv_s8_places_within(a, row, first, count, out);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        row = y * s->stride_height - s->pad_top;
        first = x * s->stride_width - s->pad_left;
        ep_conv_s8_places_of(a, border, row, first, count, out + i);
        if (++x < s->output_width) continue;
        x = 0;
        y++;
    }
}
