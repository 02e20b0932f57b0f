#pragma once
#include "../common/narrow.h"
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

INLINE void finish(const ep_pooling_f32_arguments *a, const float *results, float *to, size_t channels, float count) {
    // They may be one, place by place.
#pragma clang loop vectorize(assume_safety)
    for (size_t c = 0; c < channels; c++) {
        float result = results[c] / count;
        // Written so that NaN passes.
        result = result < a->lowest ? a->lowest : result;
        to[c] = result > a->highest ? a->highest : result;
    }
}

INLINE void pool_row(const ep_pooling_f32_arguments *a, ep_pooled_unit unit, size_t channels, bool greatest,
                     bool narrow) {
    const ep_window *w = &a->window;
    size_t bytes = narrow ? sizeof(ep_bf16) : sizeof(float);
    const char *source = (const char *)a->source + ep_pooled_source(w, unit) * bytes;
    char *to = (char *)a->destination + ep_pooled_destination(w, unit) * bytes;
    for (size_t column = 0; column < ep_window_columns(w); column++, to += w->destination_stride * bytes) {
        ep_pooled_pixels p = ep_pooled_find(w, unit.row, column);
        float results[EP_POOLED_CHANNELS];
        for (size_t c = 0; c < channels; c++) results[c] = greatest ? -INFINITY : 0;
        for (size_t y = p.upper; y < p.lower; y++)
            for (size_t x = p.left; x < p.right; x++) {
                const char *pixel = source + (y * w->width + x) * w->source_stride * bytes;
                float wide[EP_POOLED_CHANNELS];
                if (narrow) ep_widen_all(wide, (const ep_bf16 *)(const void *)pixel, channels);
                combine(results, narrow ? wide : (const float *)(const void *)pixel, channels, greatest);
            }
        finish(a, results, narrow ? results : (float *)(void *)to, channels,
               greatest ? 1 : (float)ep_pooled_count(w, a->pooling, p));
        if (narrow) ep_round_all((ep_bf16 *)(void *)to, results, channels);
    }
}

INLINE void pool_typed(const ep_pooling_f32_arguments *a, ep_pooled_unit unit, bool narrow) {
    bool greatest = a->pooling == EP_POOLING_MAXIMUM;
    if (unit.channels == EP_POOLED_CHANNELS && greatest)
        pool_row(a, unit, EP_POOLED_CHANNELS, true, narrow);
    else if (unit.channels == EP_POOLED_CHANNELS)
        pool_row(a, unit, EP_POOLED_CHANNELS, false, narrow);
    else
        pool_row(a, unit, unit.channels, greatest, narrow);
}

INLINE void pool(const ep_pooling_f32_arguments *a, ep_pooled_unit unit) {
    if (a->type == EP_FLOAT_BF16) pool_typed(a, unit, true);
    else pool_typed(a, unit, false);
}
