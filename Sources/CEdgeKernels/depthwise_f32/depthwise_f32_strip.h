#pragma once
#include "depthwise_f32.h"

// Rows of results from left to right: each pixel of the source is read once and serves every result that sees it.
//
// The file that includes this has set its instruction set and defined `enum { LANES }`, the type `wide`, and the
// functions `load`, `load_some`, `store_some`, `multiply_add` and `clamp`.

#define INLINE static inline __attribute__((always_inline))

enum { longest = 5, most_rows = 2 };

/// The rows of the source that one or two rows of results read, and LANES channels of them.
typedef struct {
    const float *at[longest + most_rows - 1];
    const float *weights;
    float *to;
    size_t lanes;
} row_of_results;

INLINE wide read(const float *from, size_t lanes, bool whole) { return whole ? load(from) : load_some(from, lanes); }

/// Adds what a pixel gives to every result that sees it; it lies in this row of the first result's window.
INLINE void add_pixel(wide running[most_rows][longest], const float *weights, wide pixel, int row, int column, int size,
                      int stride, int rows) {
    int reach = (size + stride - 1) / stride;
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
        int y = row - r * stride;
        if (y < 0 || y >= size) continue;
#pragma clang loop unroll(full)
        for (int d = 0; d < reach; d++) {
            int x = d * stride + column;
            if (x >= size) continue;
            wide weight = load(weights + (x * size + y + 1) * (int)EP_PACKED_COLUMNS);
            running[r][d] = multiply_add(pixel, weight, running[r][d]);
        }
    }
}

/// Only the rows of the source from `upper` to `lower` are there.
INLINE void strip(const ep_depthwise_f32_unit *u, const row_of_results *from, int upper, int lower, int size,
                  int stride, int rows, bool whole) {
    int reach = (size + stride - 1) / stride;
    wide bias = load(from->weights);
    wide running[most_rows][longest];
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int d = 0; d < reach; d++) running[r][d] = bias;
    size_t column = 0 - u->left;
    float *to = from->to;
    for (size_t step = 0; step < u->columns + (size_t)reach - 1; step++) {
#pragma clang loop unroll(full)
        for (int s = 0; s < stride; s++, column++) {
            if (column >= u->width) continue;
#pragma clang loop unroll(full)
            for (int y = 0; y < size + (rows - 1) * stride; y++) {
                if (y < upper || y >= lower) continue;
                wide pixel = read(from->at[y] + column * u->source_stride, from->lanes, whole);
                add_pixel(running, from->weights, pixel, y, s, size, stride, rows);
            }
        }
        bool complete = step + 1 >= (size_t)reach;
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) {
            float *place = to + (size_t)r * u->columns * u->destination_stride;
            if (complete) store_some(place, from->lanes, whole, clamp(running[r][reach - 1], u->lowest, u->highest));
#pragma clang loop unroll(full)
            for (int d = reach - 1; d > 0; d--) running[r][d] = running[r][d - 1];
            running[r][0] = bias;
        }
        if (complete) to += u->destination_stride;
    }
}

/// Does one row, or two where all that they see is there; gives the row after.
INLINE size_t some_rows(const ep_depthwise_f32_unit *u, size_t first, size_t row, int size, int stride) {
    size_t above = row * (size_t)stride;
    int upper = above < u->top ? (int)(u->top - above) : 0;
    size_t left = u->height + u->top > above ? u->height + u->top - above : 0;
    int lower = left < (size_t)size ? (int)left : size;
    row_of_results from = {
        .weights = u->packed + first / EP_PACKED_COLUMNS * ep_depthwise_f32_group_floats((size_t)size) +
                   first % EP_PACKED_COLUMNS,
        .to = u->destination + first + row * u->columns * u->destination_stride,
        .lanes = u->channels - first < LANES ? u->channels - first : LANES,
    };
    bool whole = from.lanes == LANES;
    // With a stride of 2 neighbours have only one row of the source in common.
    bool two = stride == 1 && upper == 0 && left > (size_t)size && row + 1 < u->end && whole;
    for (int y = upper; y < lower + two; y++)
        from.at[y] = u->source + first + (above + (size_t)y - u->top) * u->width * u->source_stride;
    if (two)
        strip(u, &from, 0, size + 1, size, stride, 2, true);
    else if (upper == 0 && lower == size && whole)
        strip(u, &from, 0, size, size, stride, 1, true);
    else
        strip(u, &from, upper, lower, size, stride, 1, false);
    return row + 1 + two;
}

INLINE void all_rows(const ep_depthwise_f32_unit *u, int size, int stride) {
    for (size_t first = 0; first < u->channels; first += LANES)
        for (size_t row = u->row; row < u->end;) row = some_rows(u, first, row, size, stride);
}

INLINE void every_size(const ep_depthwise_f32_unit *u) {
    if (u->size == 3 && u->stride == 1) all_rows(u, 3, 1);
    if (u->size == 3 && u->stride == 2) all_rows(u, 3, 2);
    if (u->size == 5 && u->stride == 1) all_rows(u, 5, 1);
    if (u->size == 5 && u->stride == 2) all_rows(u, 5, 2);
}
