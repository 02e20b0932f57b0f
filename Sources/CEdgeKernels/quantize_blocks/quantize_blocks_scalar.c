#include "quantize_blocks.h"
#include <math.h>
#include <string.h>

static void quantize_block(const float *source, size_t count, size_t block, int8_t *values, float *scale,
                           int32_t *start) {
    // The bits of magnitudes are in the order of the numbers, with NaN above infinity.
    uint32_t largest = 0;
    for (size_t k = 0; k < count; k++) {
        uint32_t bits;
        memcpy(&bits, source + k, sizeof bits);
        bits &= 0x7FFFFFFF;
        largest = bits > largest ? bits : largest;
    }
    float magnitude;
    memcpy(&magnitude, &largest, sizeof magnitude);
    bool is_finite = largest < 0x7F800000;
    *scale = is_finite ? magnitude / 127 : NAN;
    // Where this overflows, everything is too small to matter.
    float inverse = 127 / magnitude;
    if (!is_finite || !isfinite(inverse)) inverse = 0;
    int32_t sum = 0;
    for (size_t k = 0; k < count; k++) {
        float value = is_finite ? rintf(source[k] * inverse) : 0;
        values[k] = (int8_t)value;
        sum += values[k];
    }
    memset(values + count, 0, block - count);
    *start = -8 * sum;
}

void ep_quantize_blocks_s8_f32_scalar(const ep_quantize_blocks_arguments *a, size_t row) {
    const ep_block_rows *to = &a->destination;
    for (size_t number = 0, first = 0; first < a->depth; number++, first += a->block) {
        size_t count = a->depth - first < a->block ? a->depth - first : a->block;
        size_t place = row * to->block_stride + number;
        quantize_block(a->source + row * a->source_stride + first, count, a->block,
                       to->values + row * to->value_stride + first, to->scales + place, to->starts + place);
    }
}
