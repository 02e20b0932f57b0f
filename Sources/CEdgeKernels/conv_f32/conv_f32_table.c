#include "conv_f32.h"
#include "../plan.h"
#include <string.h>

/// So that sums and products of two sizes fit.
enum : size_t { largest_size = 1 << 30 };

static bool sizes_fit(const ep_conv_shape *s) {
    const size_t sizes[] = {s->input_height,  s->input_width,  s->channels,        s->kernel_height,  s->kernel_width,
                            s->stride_height, s->stride_width, s->dilation_height, s->dilation_width, s->pad_top,
                            s->pad_left,      s->output_height, s->output_width,   s->outputs};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        if (sizes[i] > largest_size) return false;
    return true;
}

ep_status ep_conv_f32_table_bytes(const ep_conv_shape *s, size_t *bytes) {
    if (!s || !bytes) return EP_NULL_POINTER;
    if (!sizes_fit(s)) return EP_OVERFLOW;
    if (!s->kernel_height || !s->kernel_width || !s->stride_height || !s->stride_width || !s->dilation_height ||
        !s->dilation_width)
        return EP_BAD_SHAPE;
    size_t pixels = s->output_height * s->output_width, taps = s->kernel_height * s->kernel_width, places;
    if (!ep_product(pixels, taps, &places) || !ep_product(places, sizeof(float *), &places) ||
        __builtin_add_overflow(places, s->channels * sizeof(float), &places) || places > PTRDIFF_MAX)
        return EP_OVERFLOW;
    *bytes = places;
    return EP_OK;
}

/// Where a kernel's place falls in the picture, or in the zeros around it.
static const float *place(const ep_conv_f32_arguments *a, const float *zeros, size_t y, size_t x) {
    const ep_conv_shape *s = &a->shape;
    // Above and left of the picture the difference wraps to something larger than the picture.
    size_t row = y - s->pad_top, column = x - s->pad_left;
    if (row >= s->input_height || column >= s->input_width || !s->channels) return zeros;
    return a->input + (row * s->input_width + column) * a->input_stride;
}

void ep_conv_f32_fill(const ep_conv_f32_arguments *a) {
    const ep_conv_shape *s = &a->shape;
    const float **out = a->table;
    float *zeros = (float *)(out + s->output_height * s->output_width * s->kernel_height * s->kernel_width);
    memset(zeros, 0, s->channels * sizeof *zeros);
    for (size_t y = 0; y < s->output_height; y++)
        for (size_t x = 0; x < s->output_width; x++)
            for (size_t ky = 0; ky < s->kernel_height; ky++)
                for (size_t kx = 0; kx < s->kernel_width; kx++)
                    *out++ = place(a, zeros, y * s->stride_height + ky * s->dilation_height,
                                   x * s->stride_width + kx * s->dilation_width);
}
