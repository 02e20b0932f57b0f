#include "transpose.h"

/// Places elements apart; a step of 0 repeats the first.
static void spread_bytes(uint8_t *to, size_t stride, const uint8_t *from, size_t step, size_t count) {
    for (size_t i = 0; i < count; i++) to[i * stride] = from[i * step];
}

static void spread_words(uint32_t *to, size_t stride, const uint32_t *from, size_t step, size_t count) {
    for (size_t i = 0; i < count; i++) to[i * stride] = from[i * step];
}

void ep_transpose_scalar(const ep_transpose_arguments *a) {
    uint8_t byte = (uint8_t)a->padding;
    for (size_t row = 0; row < a->padded_rows; row++) {
        bool there = row < a->rows;
        if (a->element_bytes == 1)
            spread_bytes((uint8_t *)a->destination + row, a->destination_stride,
                         there ? (const uint8_t *)a->source + row * a->source_stride : &byte, there, a->columns);
        else
            spread_words((uint32_t *)a->destination + row, a->destination_stride,
                         there ? (const uint32_t *)a->source + row * a->source_stride : &a->padding, there, a->columns);
    }
}
