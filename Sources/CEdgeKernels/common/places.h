#pragma once
#include "CEdgeKernels.h"
#include "grid.h"
#include "matrix.h"
#include <string.h>

/// Where a convolution's inputs lie: for each pixel of the result a pointer for each tap of the kernel.
///
/// A tap is one place of the kernel. Where pixels touch and have few channels it is a whole row of places, in one piece
/// in memory: convolutions of few channels spend as much time on pointers as on products. Windows may not leave the
/// picture then: each thread works on a copy with a border, or copies the rows at the edge of a large picture.
typedef struct {
    const ep_conv_shape *shape;
    /// The picture, or what has become of it: its copy has no padding.
    const char *input;
    size_t height, width, top, left;
    size_t pixel_bytes;
    size_t taps, tap_bytes;
    bool takes_rows, copies;
    /// A tap of what lies outside the picture.
    char *border;
    /// Kernel rows for each pixel of a tile.
    char *edges;
    /// For each tap a pointer for each pixel of a tile.
    const char **table;
    /// The pixel that follows the last ones, and where it lies.
    size_t next, y, x;
} ep_places;

enum : size_t {
    /// Larger pixels gain nothing.
    EP_PLACES_PIXEL = 256,
    EP_PLACES_WIDTH = 16,
    EP_PLACES_LINE = 64,
    /// What is worth a copy.
    EP_PLACES_PICTURE = 128 << 10,
};

/// Rows or columns that all windows together reach over, from the first of the padding on.
static inline size_t ep_places_reach(size_t output, size_t stride, size_t kernel, size_t dilation) {
    return (output - 1) * stride + (kernel - 1) * dilation + 1;
}

/// `depth_block` neighbours along K lie together in the packed weights, and do not reach from one place to the next.
///
/// The shape was checked, and has pixels.
static inline ep_places ep_places_of(const ep_conv_shape *s, const void *input, size_t input_stride,
                                     size_t element_bytes, size_t depth_block) {
    size_t channels = s->channels * element_bytes;
    bool takes_rows = s->kernel_width > 1 && s->dilation_width == 1 && input_stride == s->channels && channels &&
                      s->channels % depth_block == 0 && channels <= EP_PLACES_PIXEL &&
                      s->kernel_width <= EP_PLACES_WIDTH;
    size_t height = ep_places_reach(s->output_height, s->stride_height, s->kernel_height, s->dilation_height);
    size_t width = ep_places_reach(s->output_width, s->stride_width, s->kernel_width, s->dilation_width), bytes;
    bool stays = !s->pad_top && !s->pad_left && height <= s->input_height && width <= s->input_width;
    bool is_small = ep_product(height, width, &bytes) && ep_product(bytes, channels, &bytes) && bytes <= EP_PLACES_PICTURE;
    bool copies = takes_rows && !stays && is_small;
    return (ep_places){.shape = s,
                       .input = input,
                       .height = copies ? height : s->input_height,
                       .width = copies ? width : s->input_width,
                       .top = copies ? 0 : s->pad_top,
                       .left = copies ? 0 : s->pad_left,
                       .pixel_bytes = input_stride * element_bytes,
                       .taps = takes_rows ? s->kernel_height : s->kernel_height * s->kernel_width,
                       .tap_bytes = takes_rows ? s->kernel_width * channels : channels,
                       .takes_rows = takes_rows,
                       .copies = copies};
}

static inline size_t ep_places_lines(size_t bytes) { return (bytes / EP_PLACES_LINE + 1) * EP_PLACES_LINE; }

/// What a thread needs, aligned to lines; false if that cannot be counted.
[[nodiscard]] static inline bool ep_places_bytes(const ep_places *p, size_t *bytes) {
    if (p->tap_bytes > PTRDIFF_MAX) return false;
    size_t each = sizeof(void *) + (p->takes_rows && !p->copies ? p->tap_bytes : 0), tile;
    size_t rest = ep_places_lines(p->tap_bytes) + ep_places_lines(EP_GRID_ROWS * sizeof(void *));
    if (p->copies) rest += p->height * p->width * p->pixel_bytes;
    if (!ep_product(p->taps, EP_GRID_ROWS * each, &tile)) return false;
    return !__builtin_add_overflow(tile, rest, bytes) && *bytes <= PTRDIFF_MAX;
}

/// Copies one row of the picture, or of what lies outside, between borders.
static inline void ep_places_copy_line(char *to, const ep_places *p, size_t line, uint8_t outside) {
    const ep_conv_shape *s = p->shape;
    size_t all = p->width * p->pixel_bytes, row = line - s->pad_top;
    size_t before = ep_grid_smaller(s->pad_left, p->width);
    size_t there = ep_grid_smaller(s->input_width, p->width - before) * p->pixel_bytes;
    // Rows above the picture have wrapped.
    if (row >= s->input_height) there = 0;
    before *= p->pixel_bytes;
    memset(to, outside, before);
    if (there) memcpy(to + before, p->input + row * s->input_width * p->pixel_bytes, there);
    memset(to + before + there, outside, all - before - there);
}

/// Lays out a thread's memory for pixels `first` up to, not including, `end`; outside the picture every byte is
/// `outside`.
static inline void ep_places_begin(ep_places *p, void *scratch, uint8_t outside, size_t first, size_t end) {
    const ep_conv_shape *s = p->shape;
    p->border = scratch;
    memset(p->border, outside, p->tap_bytes);
    p->table = (const char **)(void *)(p->border + ep_places_lines(p->tap_bytes));
    p->edges = (char *)p->table + p->taps * EP_GRID_ROWS * sizeof(void *) + ep_places_lines(EP_GRID_ROWS * sizeof(void *));
    p->next = SIZE_MAX;
    if (!p->copies) return;
    size_t line = first / s->output_width * s->stride_height;
    size_t last = (end - 1) / s->output_width * s->stride_height + (s->kernel_height - 1) * s->dilation_height;
    size_t line_bytes = p->width * p->pixel_bytes;
    for (; line <= last; line++) ep_places_copy_line(p->edges + line * line_bytes, p, line, outside);
    p->input = p->edges;
}

/// Points at the windows of pixels side by side, all within the picture, `number` on of those of a tile of `count`.
static inline void ep_places_within(const ep_places *p, size_t row, size_t first, size_t pixels, size_t number,
                                    size_t count) {
    const ep_conv_shape *s = p->shape;
    size_t step = s->stride_width * p->pixel_bytes, across = p->takes_rows ? 1 : s->kernel_width;
    const char **out = p->table + number;
    for (size_t ky = 0; ky < s->kernel_height; ky++) {
        const char *line = p->input + (row + ky * s->dilation_height) * p->width * p->pixel_bytes;
        for (size_t kx = 0; kx < across; kx++, out += count) {
            const char *from = line + (first + kx * s->dilation_width) * p->pixel_bytes;
            if (pixels == count && count <= 8) {
                // A number that the compiler knows; what is too much is overwritten, or behind the last.
                for (size_t i = 0; i < 8; i++) out[i] = from + i * step;
            } else {
                for (size_t i = 0; i < pixels; i++) out[i] = from + i * step;
            }
        }
    }
}

/// Words, of which pixels that are taken in rows consist, as do all but the smallest of their kind.
static inline void ep_places_copy(char *to, const char *from, size_t bytes) {
    for (size_t i = 0; i < bytes; i += 4) memcpy(to + i, from + i, 4);
}

/// A kernel row that begins at this column of a line of the picture.
static inline const char *ep_places_row(const ep_places *p, const char *line, size_t first, char *edge) {
    const ep_conv_shape *s = p->shape;
    // Left of the picture the column has wrapped.
    size_t skipped = first < s->input_width ? 0 : 0 - first;
    if (skipped >= s->kernel_width) return p->border;
    size_t there = ep_grid_smaller(s->kernel_width - skipped, s->input_width - (first + skipped));
    if (there == s->kernel_width) return line + first * p->pixel_bytes;
    ep_places_copy(edge, p->border, p->tap_bytes);
    ep_places_copy(edge + skipped * p->pixel_bytes, line + (first + skipped) * p->pixel_bytes, there * p->pixel_bytes);
    return edge;
}

/// One pixel's pointers, some of them to the border.
static inline void ep_places_of_pixel(const ep_places *p, size_t row, size_t first, size_t number, size_t count) {
    const ep_conv_shape *s = p->shape;
    const char **out = p->table + number;
    char *edge = p->edges + number * p->taps * p->tap_bytes;
    for (size_t ky = 0; ky < s->kernel_height; ky++, row += s->dilation_height, edge += p->tap_bytes) {
        bool has_row = row < s->input_height && s->channels;
        const char *line = p->input + (has_row ? row * s->input_width * p->pixel_bytes : 0);
        if (p->takes_rows) {
            *out = has_row ? ep_places_row(p, line, first, edge) : p->border;
            out += count;
            continue;
        }
        size_t column = first;
        for (size_t kx = 0; kx < s->kernel_width; kx++, column += s->dilation_width, out += count)
            *out = has_row && column < s->input_width ? line + column * p->pixel_bytes : p->border;
    }
}

/// Pixels side by side, `number` on of those of a tile of `count`.
static inline void ep_places_line(const ep_places *p, size_t pixels, size_t number, size_t count) {
    const ep_conv_shape *s = p->shape;
    // Above and left of the picture the difference wraps to something larger than the picture.
    size_t row = p->y * s->stride_height - p->top, first = p->x * s->stride_width - p->left;
    size_t tall = (s->kernel_height - 1) * s->dilation_height;
    size_t wide = (s->kernel_width - 1) * s->dilation_width + (pixels - 1) * s->stride_width;
    bool is_within = row < p->height && row + tall < p->height && first < p->width && first + wide < p->width;
    if (is_within && s->channels) {
        ep_places_within(p, row, first, pixels, number, count);
        return;
    }
    for (size_t i = 0; i < pixels; i++) ep_places_of_pixel(p, row, first + i * s->stride_width, number + i, count);
}

/// Points at the inputs of so many pixels from `pixel` on: for each tap one pointer for each pixel.
static inline void ep_places_find(ep_places *p, size_t pixel, size_t count) {
    const ep_conv_shape *s = p->shape;
    if (pixel != p->next) {
        p->y = pixel / s->output_width;
        p->x = pixel % s->output_width;
    }
    p->next = pixel + count;
    for (size_t number = 0, pixels; number < count; number += pixels) {
        pixels = ep_grid_smaller(count - number, s->output_width - p->x);
        ep_places_line(p, pixels, number, count);
        p->x += pixels;
        if (p->x < s->output_width) continue;
        p->x = 0;
        p->y++;
    }
}
