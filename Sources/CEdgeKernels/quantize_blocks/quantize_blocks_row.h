#pragma once
#include "quantize_blocks.h"
#include <math.h>
#include <string.h>

// A row, block after block. The file that includes this has set its instruction set and defined `largest_magnitude`, the
// bits of the largest of a block with NaN above infinity, and `write_block`, which rounds a block times a factor to s8
// and gives the sum of what it wrote.

enum : size_t { MOST_OF_A_BLOCK = 128 };

static inline __attribute__((always_inline)) void quantize_block(const float *source, size_t block, int8_t *values,
                                                                 float *scale, int32_t *start) {
    int32_t largest = largest_magnitude(source, block);
    float magnitude;
    memcpy(&magnitude, &largest, sizeof magnitude);
    bool is_finite = largest < 0x7F800000;
    // Where this overflows, everything is too small to matter.
    float inverse = 127 / magnitude;
    *scale = is_finite ? magnitude / 127 : NAN;
    if (is_finite && inverse <= 0x1.fffffep127F) {
        *start = -8 * write_block(source, block, inverse, values);
    } else {
        memset(values, 0, block);
        *start = 0;
    }
}

static inline __attribute__((always_inline)) void quantize_row(const ep_quantize_blocks_arguments *a, size_t row) {
    const ep_block_rows *to = &a->destination;
    const float *source = a->source + row * a->source_stride;
    int8_t *values = to->values + row * to->value_stride;
    float *scales = to->scales + row * to->block_stride;
    int32_t *starts = to->starts + row * to->block_stride;
    size_t whole = a->depth / a->block, rest = a->depth % a->block;
    for (size_t n = 0; n < whole; n++)
        quantize_block(source + n * a->block, a->block, values + n * a->block, scales + n, starts + n);
    if (!rest) return;
    float padded[MOST_OF_A_BLOCK] = {0};
    memcpy(padded, source + whole * a->block, rest * sizeof *padded);
    quantize_block(padded, a->block, values + whole * a->block, scales + whole, starts + whole);
}
