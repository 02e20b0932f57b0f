#include "../common/matrix.h"
#include "../gemm_f32/gemm_f32.h"
#include "../pack_f32/pack_f32.h"
#include "conv_f32.h"

static size_t pixels_of(const ep_conv_shape *s) { return s->output_height * s->output_width; }

static size_t taps_of(const ep_conv_shape *s) { return s->kernel_height * s->kernel_width; }

static ep_grid grid_of(const ep_conv_f32_arguments *a, const ep_gemm_f32_entry *entry) {
    size_t pixels = pixels_of(&a->shape), row_bytes = taps_of(&a->shape) * a->shape.channels * sizeof(float);
    return ep_grid_make(pixels, a->shape.outputs, row_bytes, EP_GRID_FAR_BLOCK,
                        ep_grid_shape_for(entry->shapes, pixels));
}

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    (void)scratch;
    const ep_conv_f32_arguments *a = task->arguments;
    const ep_gemm_f32_entry *entry = ep_gemm_f32_find(task->isa);
    ep_grid grid = grid_of(a, entry);
    ep_grid_place place = ep_grid_find(&grid, first);
    size_t taps = taps_of(&a->shape), group_stride = taps * a->shape.channels * EP_GRID_COLUMNS;
    const float *weights = (const float *)a->packed + EP_PACKED_LINE / sizeof(float);
    const float *bias = weights + ep_grid_count(a->shape.outputs, EP_GRID_COLUMNS) * group_stride;
    for (size_t number = first; number < end; number++, ep_grid_step(&grid, &place)) {
        ep_grid_tile at = ep_grid_at(&grid, &place);
        size_t column = at.group * EP_GRID_COLUMNS;
        ep_gemm_f32_tile tile = {
            .rows = (const float *const *)a->table + at.row * taps,
            .taps = taps,
            .depth = a->shape.channels,
            .weights = weights + at.group * group_stride,
            .group_stride = group_stride,
            .bias = bias + column,
            .destination = a->destination + at.row * a->destination_stride + column,
            .destination_stride = a->destination_stride,
            .residual = a->residual ? a->residual + at.row * a->residual_stride + column : NULL,
            .residual_stride = a->residual_stride,
            .columns = at.columns,
            .lowest = a->lowest,
            .highest = a->highest,
            .swishes = a->swishes,
        };
        entry->kernel(&tile, at.rows, at.groups);
    }
}

/// Destination, residual and input, where they hold anything.
static ep_status pictures_check(const ep_conv_f32_arguments *a) {
    const ep_conv_shape *s = &a->shape;
    size_t pixels = pixels_of(s), inputs = s->input_height * s->input_width;
    if (!pixels || !s->outputs) return EP_OK;
    ep_status status = ep_matrix_check(a->destination, pixels, s->outputs, a->destination_stride, sizeof(float));
    if (status == EP_OK && a->residual)
        status = ep_matrix_check(a->residual, pixels, s->outputs, a->residual_stride, sizeof(float));
    if (status == EP_OK && inputs && s->channels)
        status = ep_matrix_check(a->input, inputs, s->channels, a->input_stride, sizeof(float));
    return status;
}

static ep_status checked(const ep_conv_f32_arguments *a) {
    if (!a) return EP_NULL_POINTER;
    const ep_conv_shape *s = &a->shape;
    size_t table_bytes, depth, bytes;
    ep_status status = ep_conv_f32_table_bytes(s, &table_bytes);
    if (status != EP_OK) return status;
    if (!ep_product(taps_of(s), s->channels, &depth)) return EP_OVERFLOW;
    status = ep_pack_f32_bytes(s->outputs, depth, &bytes);
    if (status != EP_OK) return status;
    status = ep_packed_check(a->packed, a->packed_bytes, ep_pack_f32_header(s->outputs, depth, bytes));
    if (status != EP_OK) return status;
    if (!(a->lowest <= a->highest)) return EP_BAD_SHAPE;
    status = pictures_check(a);
    if (status != EP_OK || !table_bytes) return status;
    if (!a->table) return EP_NULL_POINTER;
    return a->table_bytes < table_bytes || (uintptr_t)a->table % EP_PACKED_LINE ? EP_SCRATCH_TOO_SMALL : EP_OK;
}

ep_status ep_conv_f32_plan(ep_isa isa, const ep_conv_f32_arguments *a, ep_task *task) {
    if (!task) return EP_NULL_POINTER;
    const ep_gemm_f32_entry *entry = ep_gemm_f32_find(isa);
    ep_status status = ep_isa_status(isa, entry != NULL);
    if (status == EP_OK) status = checked(a);
    if (status != EP_OK) return status;
    if (a->table) ep_conv_f32_fill(a);
    ep_grid grid = grid_of(a, entry);
    size_t tiles = ep_grid_tiles(&grid);
    double operations = 2.0 * (double)pixels_of(&a->shape) * (double)a->shape.outputs *
                        (double)taps_of(&a->shape) * (double)a->shape.channels;
    *task = (ep_task){.run = run,
                      .kernel = (void (*)(void))entry->kernel,
                      .isa = isa,
                      .arguments = a,
                      .units = tiles,
                      .operations_each = tiles ? operations / (double)tiles : 0};
    return EP_OK;
}
