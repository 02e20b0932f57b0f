#include "../common/places.h"
#include "../gemm_s8/gemm_s8_result.h"
#include "../pack_s8/pack_s8.h"

static size_t pixels_of(const ep_conv_shape *s) { return s->output_height * s->output_width; }

static size_t taps_of(const ep_conv_shape *s) { return s->kernel_height * s->kernel_width; }

static ep_grid grid_of(const ep_conv_s8_arguments *a, const ep_gemm_s8_entry *entry) {
    size_t row_bytes = taps_of(&a->shape) * a->shape.channels;
    return ep_grid_make(pixels_of(&a->shape), a->shape.outputs, row_bytes, EP_GRID_NEAR_BLOCK, entry->shape);
}

static ep_places places_of(const ep_conv_s8_arguments *a) {
    return ep_places_of(&a->shape, a->input, a->input_stride, 1, EP_PACK_S8_DEPTH);
}

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    const ep_conv_s8_arguments *a = task->arguments;
    const ep_conv_shape *s = &a->shape;
    const ep_gemm_s8_entry *entry = ep_gemm_s8_find(task->isa);
    ep_grid grid = grid_of(a, entry);
    ep_grid_place place = ep_grid_find(&grid, first);
    size_t element_bytes = ep_gemm_s8_element_bytes(a->result.type);
    ep_pack_s8_view weights = ep_pack_s8_look(a->packed, s->outputs, taps_of(s), s->channels);
    uint8_t zero_point = ep_pack_s8_zero_point(a->packed) ^ (a->input_type == EP_S8 ? 0x80 : 0);
    ep_places places = places_of(a);
    size_t row, row_end;
    ep_grid_rows(&grid, first, end, &row, &row_end);
    // The kernel's own scratch comes first, where it is aligned.
    ep_places_begin(&places, (char *)scratch + entry->scratch_bytes, zero_point, row, row_end);
    ep_gemm_s8_finish finish = ep_gemm_s8_finish_of(&a->result);
    ep_gemm_s8_strip strip = {
        .rows = (const uint8_t *const *)(const void *)places.table,
        .tiles = 1,
        .taps = places.taps,
        .depth = places.tap_bytes,
        .is_signed = a->input_type == EP_S8,
        .group_bytes = weights.group_bytes,
        .destination_stride = a->destination_stride,
        .finish = &finish,
        .scratch = scratch,
    };
    if (entry->begin) entry->begin();
    for (size_t number = first; number < end; number++, ep_grid_step(&grid, &place)) {
        ep_grid_tile at = ep_grid_at(&grid, &place);
        ep_places_find(&places, at.row, at.rows);
        size_t column = at.group * EP_GRID_COLUMNS;
        strip.weights = weights.lines + at.group * weights.group_bytes;
        strip.unsigned_starts = weights.unsigned_starts + column;
        strip.signed_starts = weights.signed_starts + column;
        strip.multipliers = weights.multipliers + column;
        strip.destination = (char *)a->destination + (at.row * a->destination_stride + column) * element_bytes;
        strip.columns = at.columns;
        strip.row_scales = a->result.row_scales ? a->result.row_scales + at.row : NULL;
        strip.bias = a->result.bias ? a->result.bias + column : NULL;
        entry->kernel(&strip, at.rows, at.groups);
    }
    if (entry->end) entry->end();
}

static ep_status checked(const ep_conv_s8_arguments *a) {
    const ep_conv_shape *s = &a->shape;
    size_t table_bytes, taps;
    // The same sizes are refused whatever the type.
    ep_status status = ep_conv_f32_table_bytes(s, &table_bytes);
    if (status != EP_OK) return status;
    if (!ep_product(s->kernel_height, s->kernel_width, &taps)) return EP_OVERFLOW;
    uint8_t zero_point;
    status = ep_pack_s8_check(a->packed, a->packed_bytes, s->outputs, taps, s->channels, &zero_point);
    if (status == EP_OK) status = ep_gemm_s8_check_result(&a->result);
    if (status != EP_OK) return status;
    if (a->input_type != EP_U8 && a->input_type != EP_S8) return EP_BAD_SHAPE;
    size_t pixels = pixels_of(s), inputs = s->input_height * s->input_width;
    if (!pixels || !s->outputs) return EP_OK;
    size_t element_bytes = ep_gemm_s8_element_bytes(a->result.type);
    status = ep_matrix_check(a->destination, pixels, s->outputs, a->destination_stride, element_bytes);
    if (status != EP_OK || !inputs || !s->channels) return status;
    return ep_matrix_check(a->input, inputs, s->channels, a->input_stride, 1);
}

ep_status ep_conv_s8_plan(ep_isa isa, const ep_conv_s8_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    const ep_gemm_s8_entry *entry = ep_gemm_s8_find(isa);
    ep_status status = ep_isa_status(isa, entry != NULL);
    if (status == EP_OK) status = checked(a);
    if (status != EP_OK) return status;
    const ep_conv_shape *s = &a->shape;
    ep_grid grid = grid_of(a, entry);
    size_t tiles = ep_grid_tiles(&grid), scratch = 0;
    if (tiles) {
        ep_places places = places_of(a);
        if (!ep_places_bytes(&places, &scratch)) return EP_OVERFLOW;
    }
    double operations = 2.0 * (double)pixels_of(s) * (double)s->outputs * (double)(taps_of(s) * s->channels);
    *task = (ep_task){.run = run,
                      .kernel = (void (*)(void))entry->kernel,
                      .isa = isa,
                      .arguments = a,
                      .units = tiles,
                      .scratch_bytes = entry->scratch_bytes + scratch,
                      .operations_each = tiles ? operations / (double)tiles : 0};
    return EP_OK;
}
