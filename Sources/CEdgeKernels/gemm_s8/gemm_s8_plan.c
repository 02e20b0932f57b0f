#include "../pack_s8/pack_s8.h"
#include "gemm_s8_result.h"

static ep_grid grid_of(const ep_gemm_s8_arguments *a, const ep_gemm_s8_entry *entry) {
    ep_grid_shape shape = entry->shape;
    // A vector is bound by memory: each thread then reads whole groups one after another.
    if (a->rows == 1) shape.groups = 1;
    return ep_grid_make(a->rows, a->columns, a->depth, EP_GRID_NEAR_BLOCK, shape);
}

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    const ep_gemm_s8_arguments *a = task->arguments;
    const ep_gemm_s8_entry *entry = ep_gemm_s8_find(task->isa);
    ep_grid grid = grid_of(a, entry);
    ep_grid_place place = ep_grid_find(&grid, first);
    ep_pack_s8_view weights = ep_pack_s8_look(a->packed, a->columns, 1, a->depth);
    ep_gemm_s8_finish finish = ep_gemm_s8_finish_of(&a->result);
    size_t element_bytes = ep_gemm_s8_element_bytes(a->result.type);
    if (entry->begin) entry->begin();
    for (size_t number = first; number < end; number++, ep_grid_step(&grid, &place)) {
        ep_grid_tile at = ep_grid_at(&grid, &place);
        size_t column = at.group * EP_GRID_COLUMNS;
        const uint8_t *rows[EP_GRID_ROWS];
        const uint8_t *left = a->depth ? (const uint8_t *)a->left + at.row * a->left_stride : NULL;
        for (size_t r = 0; r < at.rows; r++) rows[r] = a->depth ? left + r * a->left_stride : NULL;
        ep_gemm_s8_tile tile = {
            .rows = rows,
            .taps = 1,
            .depth = a->depth,
            .is_signed = a->left_type == EP_S8,
            .weights = weights.lines + at.group * weights.group_bytes,
            .group_bytes = weights.group_bytes,
            .unsigned_starts = weights.unsigned_starts + column,
            .signed_starts = weights.signed_starts + column,
            .multipliers = weights.multipliers + column,
            .destination = (char *)a->destination + (at.row * a->destination_stride + column) * element_bytes,
            .destination_stride = a->destination_stride,
            .columns = at.columns,
            .finish = &finish,
            .row_scales = a->result.row_scales ? a->result.row_scales + at.row : NULL,
            .bias = a->result.bias ? a->result.bias + column : NULL,
            .scratch = scratch,
        };
        entry->kernel(&tile, at.rows, at.groups);
    }
    if (entry->end) entry->end();
}

static ep_status checked(const ep_gemm_s8_arguments *a) {
    uint8_t zero_point;
    ep_status status = ep_pack_s8_check(a->packed, a->packed_bytes, a->columns, 1, a->depth, &zero_point);
    if (status == EP_OK) status = ep_gemm_s8_check_result(&a->result);
    if (status != EP_OK) return status;
    if (a->left_type != EP_U8 && a->left_type != EP_S8) return EP_BAD_SHAPE;
    if (!a->rows || !a->columns) return EP_OK;
    size_t element_bytes = ep_gemm_s8_element_bytes(a->result.type);
    status = ep_matrix_check(a->destination, a->rows, a->columns, a->destination_stride, element_bytes);
    if (status != EP_OK || !a->depth) return status;
    return ep_matrix_check(a->left, a->rows, a->depth, a->left_stride, 1);
}

ep_status ep_gemm_s8_plan(ep_isa isa, const ep_gemm_s8_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    const ep_gemm_s8_entry *entry = ep_gemm_s8_find(isa);
    ep_status status = ep_isa_status(isa, entry != NULL);
    if (status == EP_OK) status = checked(a);
    if (status != EP_OK) return status;
    ep_grid grid = grid_of(a, entry);
    size_t tiles = ep_grid_tiles(&grid);
    double operations = 2.0 * (double)a->rows * (double)a->columns * (double)a->depth;
    *task = (ep_task){.run = run,
                      .kernel = (void (*)(void))entry->kernel,
                      .isa = isa,
                      .arguments = a,
                      .units = tiles,
                      .scratch_bytes = entry->scratch_bytes,
                      .operations_each = tiles ? operations / (double)tiles : 0};
    return EP_OK;
}
