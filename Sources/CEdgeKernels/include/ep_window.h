#pragma once
#include <stddef.h>

/// Where the windows of a convolution or a pooling lie on feature maps: images of rows of pixels of channels (NHWC).
typedef struct {
    size_t images, channels;
    /// Of the source.
    size_t height, width;
    /// Rows and columns of the window, and how far one is from the next.
    size_t window_height, window_width;
    size_t stride_height, stride_width;
    /// Rows and columns around the source that are not in memory, each less than the window.
    size_t top, bottom, left, right;
    /// Elements from one pixel to the next; rows and images follow each other without gaps.
    size_t source_stride, destination_stride;
} ep_window;

static inline size_t ep_window_rows(const ep_window *w) {
    return (w->height + w->top + w->bottom - w->window_height) / w->stride_height + 1;
}

static inline size_t ep_window_columns(const ep_window *w) {
    return (w->width + w->left + w->right - w->window_width) / w->stride_width + 1;
}
