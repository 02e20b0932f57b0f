#include "transpose.h"
#include <stdint.h>

static void bytes_1(const ep_transpose_part *p) {
    for (size_t r = 0; r < p->rows; r++) {
        const uint8_t *from = (const uint8_t *)p->source + r * p->source_stride;
        uint8_t *to = (uint8_t *)p->destination + r;
        for (size_t c = 0; c < p->columns; c++) to[c * p->destination_stride] = from[c];
    }
}

static void bytes_2(const ep_transpose_part *p) {
    for (size_t r = 0; r < p->rows; r++) {
        const uint16_t *from = (const uint16_t *)p->source + r * p->source_stride;
        uint16_t *to = (uint16_t *)p->destination + r;
        for (size_t c = 0; c < p->columns; c++) to[c * p->destination_stride] = from[c];
    }
}

static void bytes_4(const ep_transpose_part *p) {
    for (size_t r = 0; r < p->rows; r++) {
        const uint32_t *from = (const uint32_t *)p->source + r * p->source_stride;
        uint32_t *to = (uint32_t *)p->destination + r;
        for (size_t c = 0; c < p->columns; c++) to[c * p->destination_stride] = from[c];
    }
}

void ep_transpose_scalar(const ep_transpose_part *part, size_t element_bytes) {
    if (element_bytes == 1) bytes_1(part);
    if (element_bytes == 2) bytes_2(part);
    if (element_bytes == 4) bytes_4(part);
}
