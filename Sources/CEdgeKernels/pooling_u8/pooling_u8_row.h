#pragma once
#include "pooling_u8.h"
#include <math.h>

// One row of results. The instruction set is that of the file that includes this: the compiler makes vectors of these
// loops. Bytes are read as u8, s8 with its sign bit turned over.

#pragma STDC FP_CONTRACT OFF

#define INLINE static inline __attribute__((always_inline))

INLINE void take_greatest(uint8_t *restrict results, const uint8_t *restrict pixel, size_t channels, uint8_t flip) {
    for (size_t c = 0; c < channels; c++) {
        uint8_t value = pixel[c] ^ flip;
        results[c] = value > results[c] ? value : results[c];
    }
}

INLINE void add(uint32_t *restrict sums, const uint8_t *restrict pixel, size_t channels, uint8_t flip) {
    for (size_t c = 0; c < channels; c++) sums[c] += (uint8_t)(pixel[c] ^ flip);
}

INLINE void bound(const ep_pooling_u8_arguments *a, const uint8_t *restrict results, uint8_t *restrict to,
                  size_t channels, uint8_t flip) {
    uint8_t lowest = (uint8_t)a->lowest ^ flip, highest = (uint8_t)a->highest ^ flip;
    for (size_t c = 0; c < channels; c++) {
        uint8_t result = results[c] < lowest ? lowest : results[c];
        to[c] = (result > highest ? highest : result) ^ flip;
    }
}

/// Averages of sums, in place of bytes that are u8 here.
INLINE void divide(const ep_pooling_u8_arguments *a, const uint32_t *restrict sums, uint8_t *restrict results,
                   size_t channels, uint32_t there, size_t count, uint8_t flip) {
    int32_t zeros = (int32_t)(there * (uint8_t)((uint8_t)a->source_zero_point ^ flip));
    int32_t zero_point = (uint8_t)a->zero_point ^ flip;
    float multiplier = a->multiplier / (float)count;
    for (size_t c = 0; c < channels; c++) {
        float scaled = (float)((int32_t)sums[c] - zeros) * multiplier;
        scaled = scaled < -1024 ? -1024 : scaled > 1024 ? 1024 : scaled;
        // Adding and taking away 1.5 × 2^23 rounds to a whole number, halves to even.
        int32_t result = (int32_t)((scaled + 0x1.8p23f) - 0x1.8p23f) + zero_point;
        results[c] = (uint8_t)(result < 0 ? 0 : result > 255 ? 255 : result);
    }
}

INLINE void pool_row(const ep_pooling_u8_arguments *a, ep_pooled_unit unit, size_t channels, bool greatest) {
    const ep_window *w = &a->window;
    uint8_t flip = a->type == EP_S8 ? 0x80 : 0;
    const uint8_t *source = (const uint8_t *)a->source + ep_pooled_source(w, unit);
    uint8_t *to = (uint8_t *)a->destination + ep_pooled_destination(w, unit);
    for (size_t column = 0; column < ep_window_columns(w); column++, to += w->destination_stride) {
        ep_pooled_pixels p = ep_pooled_find(w, unit.row, column);
        uint8_t results[EP_POOLED_CHANNELS] = {0};
        uint32_t sums[EP_POOLED_CHANNELS] = {0};
        for (size_t y = p.upper; y < p.lower; y++) {
            for (size_t x = p.left; x < p.right; x++) {
                const uint8_t *pixel = source + (y * w->width + x) * w->source_stride;
                if (greatest)
                    take_greatest(results, pixel, channels, flip);
                else
                    add(sums, pixel, channels, flip);
            }
        }
        size_t there = (p.lower - p.upper) * (p.right - p.left);
        if (!greatest) divide(a, sums, results, channels, (uint32_t)there, ep_pooled_count(w, a->pooling, p), flip);
        bound(a, results, to, channels, flip);
    }
}

INLINE void pool(const ep_pooling_u8_arguments *a, ep_pooled_unit unit) {
    bool greatest = a->pooling == EP_POOLING_MAXIMUM;
    if (unit.channels == EP_POOLED_CHANNELS && greatest)
        pool_row(a, unit, EP_POOLED_CHANNELS, true);
    else if (unit.channels == EP_POOLED_CHANNELS)
        pool_row(a, unit, EP_POOLED_CHANNELS, false);
    else
        pool_row(a, unit, unit.channels, greatest);
}
