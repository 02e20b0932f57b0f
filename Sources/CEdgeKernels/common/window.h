#pragma once
#include "../plan.h"
#include <stdint.h>

/// Whether pixels with gaps lie within the address space.
static inline ep_status ep_window_check_map(const void *elements, const ep_window *w, size_t rows, size_t columns,
                                            size_t stride, size_t element_bytes) {
    if (!elements) return EP_NULL_POINTER;
    if (stride < w->channels) return EP_BAD_STRIDE;
    size_t count;
    if (!ep_product(w->images, rows, &count) || !ep_product(count, columns, &count) ||
        !ep_product(count, stride, &count) || !ep_product(count, element_bytes, &count) || count > PTRDIFF_MAX)
        return EP_OVERFLOW;
    return EP_OK;
}

/// Whether the windows fit the source along one side, and the border is less than a window.
static inline ep_status ep_window_check_side(size_t source, size_t window, size_t stride, size_t before, size_t after) {
    if (!source || !window || !stride) return EP_BAD_SHAPE;
    if (before >= window || after >= window) return EP_BAD_SHAPE;
    size_t whole;
    // Borders are shorter than windows, and windows than this.
    if (window > PTRDIFF_MAX / 4 || __builtin_add_overflow(source, before + after, &whole) || whole > PTRDIFF_MAX)
        return EP_OVERFLOW;
    return whole < window ? EP_BAD_SHAPE : EP_OK;
}

/// Checks everything but the packed weights; nothing is computed with sizes before this has passed.
static inline ep_status ep_window_check(const ep_window *w, const void *destination, const void *source,
                                        size_t element_bytes) {
    ep_status status = ep_window_check_side(w->height, w->window_height, w->stride_height, w->top, w->bottom);
    if (status == EP_OK)
        status = ep_window_check_side(w->width, w->window_width, w->stride_width, w->left, w->right);
    if (status != EP_OK || !w->images || !w->channels) return status;
    status = ep_window_check_map(source, w, w->height, w->width, w->source_stride, element_bytes);
    if (status != EP_OK) return status;
    return ep_window_check_map(destination, w, ep_window_rows(w), ep_window_columns(w), w->destination_stride,
                               element_bytes);
}
