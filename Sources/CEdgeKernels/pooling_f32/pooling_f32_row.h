#pragma once
#include "pooling_f32.h"
#include <math.h>

// One row of results. The instruction set is that of the file that includes this: the compiler makes vectors of these
// loops, and as no sum is split, all instruction sets give the same bits.

#define INLINE static inline __attribute__((always_inline))

INLINE void combine(float *restrict results, const float *restrict pixel, size_t channels, bool greatest) {
    if (greatest) {
        // A NaN stays once it is there: no comparison with it is true.
        for (size_t c = 0; c < channels; c++)
            results[c] = pixel[c] > results[c] || pixel[c] != pixel[c] ? pixel[c] : results[c];
    } else {
        for (size_t c = 0; c < channels; c++) results[c] += pixel[c];
    }
}

INLINE void finish(const ep_pooling_f32_arguments *a, const float *restrict results, float *restrict to,
                   size_t channels, float count) {
    for (size_t c = 0; c < channels; c++) {
        float result = results[c] / count;
        // Written so that NaN passes.
        result = result < a->lowest ? a->lowest : result;
        to[c] = result > a->highest ? a->highest : result;
    }
}

INLINE void pool_row(const ep_pooling_f32_arguments *a, ep_pooled_unit unit, size_t channels, bool greatest) {
    const ep_window *w = &a->window;
    const float *source = a->source + ep_pooled_source(w, unit);
    float *to = a->destination + ep_pooled_destination(w, unit);
    for (size_t column = 0; column < ep_window_columns(w); column++, to += w->destination_stride) {
        ep_pooled_pixels p = ep_pooled_find(w, unit.row, column);
        float results[EP_POOLED_CHANNELS];
        for (size_t c = 0; c < channels; c++) results[c] = greatest ? -INFINITY : 0;
        for (size_t y = p.upper; y < p.lower; y++)
            for (size_t x = p.left; x < p.right; x++)
                combine(results, source + (y * w->width + x) * w->source_stride, channels, greatest);
        finish(a, results, to, channels, greatest ? 1 : (float)ep_pooled_count(w, a->pooling, p));
    }
}

INLINE void pool(const ep_pooling_f32_arguments *a, ep_pooled_unit unit) {
    bool greatest = a->pooling == EP_POOLING_MAXIMUM;
    if (unit.channels == EP_POOLED_CHANNELS && greatest)
        pool_row(a, unit, EP_POOLED_CHANNELS, true);
    else if (unit.channels == EP_POOLED_CHANNELS)
        pool_row(a, unit, EP_POOLED_CHANNELS, false);
    else
        pool_row(a, unit, unit.channels, greatest);
}
