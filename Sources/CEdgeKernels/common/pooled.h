#pragma once
#include "CEdgeKernels.h"

/// Channels in one unit of a pooling's task; a unit has one row of one image.
enum : size_t { EP_POOLED_CHANNELS = 64 };

/// The pixels of one window that are there: rows and columns of the source, the ends not included.
typedef struct {
    size_t upper, lower, left, right;
} ep_pooled_pixels;

static inline void ep_pooled_cut(size_t place, size_t stride, size_t before, size_t window, size_t size, size_t *first,
                                 size_t *end) {
    // Counted from the border's edge, so that nothing is below zero. The border is less than a window.
    size_t start = place * stride, stop = start + window;
    *first = start < before ? 0 : start - before;
    *end = stop - before < size ? stop - before : size;
}

static inline ep_pooled_pixels ep_pooled_find(const ep_window *w, size_t row, size_t column) {
    ep_pooled_pixels p;
    ep_pooled_cut(row, w->stride_height, w->top, w->window_height, w->height, &p.upper, &p.lower);
    ep_pooled_cut(column, w->stride_width, w->left, w->window_width, w->width, &p.left, &p.right);
    return p;
}

static inline size_t ep_pooled_count(const ep_window *w, ep_pooling pooling, ep_pooled_pixels p) {
    if (pooling == EP_POOLING_AVERAGE_WITH_BORDER) return w->window_height * w->window_width;
    return (p.lower - p.upper) * (p.right - p.left);
}

/// A unit of a task: elements are counted from the start of source and destination.
typedef struct {
    size_t image, row, channel, channels;
} ep_pooled_unit;

static inline size_t ep_pooled_blocks(const ep_window *w) {
    return w->channels / EP_POOLED_CHANNELS + (w->channels % EP_POOLED_CHANNELS != 0);
}

static inline size_t ep_pooled_units(const ep_window *w) { return w->images * ep_window_rows(w) * ep_pooled_blocks(w); }

static inline ep_pooled_unit ep_pooled_at(const ep_window *w, size_t number) {
    size_t blocks = ep_pooled_blocks(w), rows = ep_window_rows(w);
    size_t channel = number % blocks * EP_POOLED_CHANNELS, left = w->channels - channel;
    return (ep_pooled_unit){.image = number / blocks / rows,
                            .row = number / blocks % rows,
                            .channel = channel,
                            .channels = left < EP_POOLED_CHANNELS ? left : EP_POOLED_CHANNELS};
}

static inline size_t ep_pooled_source(const ep_window *w, ep_pooled_unit unit) {
    return unit.image * w->height * w->width * w->source_stride + unit.channel;
}

static inline size_t ep_pooled_destination(const ep_window *w, ep_pooled_unit unit) {
    size_t row = unit.image * ep_window_rows(w) + unit.row;
    return row * ep_window_columns(w) * w->destination_stride + unit.channel;
}
