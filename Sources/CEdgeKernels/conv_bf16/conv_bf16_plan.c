#include "../common/places.h"
#include "../gemm_bf16/residual.h"
#include "../pack_bf16/pack_bf16.h"

static size_t pixels_of(const ep_conv_shape *s) { return s->output_height * s->output_width; }

static size_t depth_of(const ep_conv_shape *s) { return s->kernel_height * s->kernel_width * s->channels; }

static ep_grid grid_of(const ep_conv_bf16_arguments *a, const ep_gemm_bf16_entry *entry) {
    size_t pixels = pixels_of(&a->shape);
    return ep_grid_make(pixels, a->shape.outputs, depth_of(&a->shape) * sizeof(ep_bf16), EP_GRID_FAR_BLOCK,
                        ep_grid_shape_for(entry->shapes, pixels));
}

static ep_places places_of(const ep_conv_bf16_arguments *a) {
    return ep_places_of(&a->shape, a->input, a->input_stride, sizeof(ep_bf16), 2);
}

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    const ep_conv_bf16_arguments *a = task->arguments;
    const ep_conv_shape *s = &a->shape;
    const ep_gemm_bf16_entry *entry = ep_gemm_bf16_find(task->isa);
    ep_grid grid = grid_of(a, entry);
    ep_grid_place place = ep_grid_find(&grid, first);
    ep_places places = places_of(a);
    size_t row, row_end;
    ep_grid_rows(&grid, first, end, &row, &row_end);
    ep_places_begin(&places, scratch, 0, row, row_end);
    const ep_bf16 *weights = (const ep_bf16 *)a->packed + EP_PACKED_LINE / sizeof(ep_bf16);
    size_t group_stride = depth_of(s) * EP_GRID_COLUMNS, bytes = ep_float_bytes(a->destination_type);
    const float *bias = (const float *)(const void *)(weights + ep_grid_count(s->outputs, EP_GRID_COLUMNS) * group_stride);
    for (size_t number = first; number < end; number++, ep_grid_step(&grid, &place)) {
        ep_grid_tile at = ep_grid_at(&grid, &place);
        size_t column = at.group * EP_GRID_COLUMNS;
        ep_places_find(&places, at.row, at.rows);
        ep_gemm_bf16_tile tile = {
            .places = (const ep_bf16 *const *)(const void *)places.table,
            .taps = places.taps,
            .pairs = places.tap_bytes / (2 * sizeof(ep_bf16)),
            .weights = weights + at.group * group_stride,
            .group_stride = group_stride,
            .bias = bias + column,
            .destination = (char *)a->destination + (at.row * a->destination_stride + column) * bytes,
            .destination_stride = a->destination_stride,
            .narrow = a->destination_type == EP_FLOAT_BF16,
            .residual = ep_gemm_bf16_residual_at(&a->residual, at.row, column),
            .residual_stride = a->residual.stride,
            .residual_narrow = a->residual.type == EP_FLOAT_BF16,
            .columns = at.columns,
            .lowest = a->lowest,
            .highest = a->highest,
            .swishes = a->swishes,
        };
        entry->kernel(&tile, at.rows, at.groups);
    }
}

static ep_status pictures_check(const ep_conv_bf16_arguments *a) {
    const ep_conv_shape *s = &a->shape;
    size_t pixels = pixels_of(s), inputs = s->input_height * s->input_width;
    if (!pixels || !s->outputs) return EP_OK;
    ep_status status = ep_matrix_check(a->destination, pixels, s->outputs, a->destination_stride,
                                       ep_float_bytes(a->destination_type));
    if (status == EP_OK) status = ep_gemm_bf16_residual_check(&a->residual, pixels, s->outputs);
    if (status != EP_OK || !inputs || !s->channels) return status;
    return ep_matrix_check(a->input, inputs, s->channels, a->input_stride, sizeof(ep_bf16));
}

static ep_status checked(const ep_conv_bf16_arguments *a) {
    const ep_conv_shape *s = &a->shape;
    size_t table_bytes, depth, bytes;
    // The same sizes are refused whatever the type.
    ep_status status = ep_conv_f32_table_bytes(s, &table_bytes);
    if (status != EP_OK) return status;
    if (!ep_product(s->kernel_height, s->kernel_width, &depth) || !ep_product(depth, s->channels, &depth))
        return EP_OVERFLOW;
    if (s->channels % 2 || a->destination_type > EP_FLOAT_BF16) return EP_BAD_SHAPE;
    status = ep_pack_bf16_bytes(s->outputs, depth, &bytes);
    if (status != EP_OK) return status;
    status = ep_packed_check(a->packed, a->packed_bytes, ep_pack_bf16_header(s->outputs, depth, bytes));
    if (status != EP_OK) return status;
    return a->lowest <= a->highest ? pictures_check(a) : EP_BAD_SHAPE;
}

/// Tiles of AMX want rows at equal distances, which windows do not have.
static bool takes_places(ep_isa isa) { return isa != EP_ISA_AMXBF16 && ep_gemm_bf16_find(isa); }

ep_status ep_conv_bf16_plan(ep_isa isa, const ep_conv_bf16_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    ep_status status = ep_isa_status(isa, takes_places(isa));
    if (status == EP_OK) status = checked(a);
    if (status != EP_OK) return status;
    const ep_gemm_bf16_entry *entry = ep_gemm_bf16_find(isa);
    ep_grid grid = grid_of(a, entry);
    size_t tiles = ep_grid_tiles(&grid), scratch = 0;
    if (tiles) {
        ep_places places = places_of(a);
        if (!ep_places_bytes(&places, &scratch)) return EP_OVERFLOW;
    }
    double operations = 2.0 * (double)pixels_of(&a->shape) * (double)a->shape.outputs * (double)depth_of(&a->shape);
    *task = (ep_task){.run = run,
                      .kernel = (void (*)(void))entry->kernel,
                      .isa = isa,
                      .arguments = a,
                      .units = tiles,
                      .scratch_bytes = scratch,
                      .operations_each = tiles ? operations / (double)tiles : 0};
    return EP_OK;
}
