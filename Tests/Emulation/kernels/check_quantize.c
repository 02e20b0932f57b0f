#include "check.h"
#include <stdio.h>
#include <string.h>

/// Between −8 and 8, now and then one that no scale brings into 8 bits.
static float *numbers_drawn(size_t count) {
    static const float strange[] = {NAN, INFINITY, -INFINITY, 1e30F, -1e30F, 1e-42F};
    float *numbers = guarded(count * sizeof *numbers);
    fill_floats(numbers, count);
    for (size_t i = 0; i < count; i++)
        if (!random_size(0, 15)) numbers[i] = strange[random_size(0, 5)];
    return numbers;
}

/// What all four conversions made of the same draw.
typedef struct {
    uint8_t *quantized, *requantized;
    int8_t *rows;
    float *scales, *dequantized;
} results;

typedef struct {
    size_t count, rows, columns, gap;
    ep_element type;
    int32_t zero_point;
    const float *numbers;
    const uint8_t *bytes;
    const int32_t *sums;
    float scale;
} draw;

static draw drawn(void) {
    draw d = {.rows = random_size(1, 3), .columns = random_size(1, 90), .gap = random_size(0, 2)};
    d.count = (d.rows - 1) * (d.columns + d.gap) + d.columns;
    d.type = random_size(0, 1) ? EP_U8 : EP_S8;
    d.zero_point = (int32_t)random_size(0, 255) - (d.type == EP_S8 ? 128 : 0);
    d.numbers = numbers_drawn(d.count);
    d.bytes = random_bytes(d.count);
    d.sums = (const int32_t *)(const void *)random_bytes(d.count * sizeof(int32_t));
    d.scale = random_size(0, 3) ? (random_float() + 8.1F) * 0.01F : 3;
    return d;
}

static bool planned(ep_status status, const ep_task *task) {
    if (!has_kernel(status)) return false;
    run_on_pool(task);
    return true;
}

static bool computed(ep_isa isa, const draw *d, results *r) {
    size_t stride = d->columns + d->gap;
    *r = (results){.quantized = guarded(d->count),
                   .requantized = guarded(d->count),
                   .rows = guarded(d->count),
                   .scales = guarded(d->rows * sizeof(float)),
                   .dequantized = guarded(d->count * sizeof(float))};
    ep_quantize_arguments quantize = {r->quantized, d->type, d->numbers, d->count, d->scale, d->zero_point};
    ep_quantize_rows_arguments rows = {r->rows, r->scales, d->numbers, d->rows, d->columns, stride, stride};
    ep_dequantize_arguments dequantize = {r->dequantized, d->bytes, d->type, d->count, d->scale, d->zero_point};
    ep_requantize_arguments requantize = {r->requantized, d->type, d->sums, d->count, d->scale * 1e-6F, d->zero_point};
    ep_task task;
    return planned(ep_quantize_plan(isa, &quantize, &task), &task) &&
           planned(ep_quantize_rows_plan(isa, &rows, &task), &task) &&
           planned(ep_dequantize_plan(isa, &dequantize, &task), &task) &&
           planned(ep_requantize_plan(isa, &requantize, &task), &task);
}

outcome check_quantize(ep_isa isa) {
    for (int round = 0; round < 150; round++) {
        draw d = drawn();
        results found, expected;
        if (!computed(isa, &d, &found)) return WITHOUT_KERNEL;
        computed(EP_ISA_SCALAR, &d, &expected);
        if (memcmp(found.quantized, expected.quantized, d.count) == 0 &&
            memcmp(found.requantized, expected.requantized, d.count) == 0 &&
            memcmp(found.rows, expected.rows, d.count) == 0 &&
            memcmp(found.scales, expected.scales, d.rows * sizeof(float)) == 0 &&
            memcmp(found.dequantized, expected.dequantized, d.count * sizeof(float)) == 0)
            continue;
        printf("quantize %s: round %d differs\n", ep_isa_name(isa), round);
        return DIFFERS;
    }
    return AGREES;
}
