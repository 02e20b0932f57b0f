#include "check.h"

ep_window random_window(size_t least_size, size_t most_size, size_t most_stride, bool square) {
    ep_window w = {.images = random_size(1, 2), .channels = random_size(0, 2) ? random_size(1, 20) : random_size(1, 130)};
    // 3 and 5, or anything between.
    w.window_height = square ? least_size + 2 * random_size(0, (most_size - least_size) / 2)
                             : random_size(least_size, most_size);
    w.window_width = square ? w.window_height : random_size(least_size, most_size);
    w.stride_height = random_size(1, most_stride);
    w.stride_width = square ? w.stride_height : random_size(1, most_stride);
    w.top = random_size(0, w.window_height - 1);
    w.bottom = random_size(0, w.window_height - 1);
    w.left = random_size(0, w.window_width - 1);
    w.right = random_size(0, w.window_width - 1);
    w.height = random_size(w.window_height > w.top + w.bottom ? w.window_height - w.top - w.bottom : 1, 9);
    w.width = random_size(w.window_width > w.left + w.right ? w.window_width - w.left - w.right : 1, 9);
    w.source_stride = w.channels + random_size(0, 2);
    w.destination_stride = w.channels + random_size(0, 2);
    return w;
}

size_t window_source_count(const ep_window *w) {
    return (w->images * w->height * w->width - 1) * w->source_stride + w->channels;
}

size_t window_destination_count(const ep_window *w) {
    return (w->images * ep_window_rows(w) * ep_window_columns(w) - 1) * w->destination_stride + w->channels;
}
