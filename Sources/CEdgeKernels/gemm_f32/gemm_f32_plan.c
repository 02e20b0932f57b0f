#include "../common/matrix.h"
#include "../pack_f32/pack_f32.h"
#include "../plan.h"
#include "gemm_f32.h"

static ep_grid grid_of(const ep_gemm_f32_arguments *a, const ep_gemm_f32_entry *entry) {
    return ep_grid_make(a->rows, a->columns, a->depth * sizeof(float), EP_GRID_FAR_BLOCK, ep_grid_shape_for(entry->shapes, a->rows));
}

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    (void)scratch;
    const ep_gemm_f32_arguments *a = task->arguments;
    const ep_gemm_f32_entry *entry = ep_gemm_f32_find(task->isa);
    ep_grid grid = grid_of(a, entry);
    ep_grid_place place = ep_grid_find(&grid, first);
    const float *weights = (const float *)a->packed + EP_PACKED_LINE / sizeof(float);
    size_t group_stride = a->depth * EP_GRID_COLUMNS;
    const float *bias = weights + ep_grid_count(a->columns, EP_GRID_COLUMNS) * group_stride;
    for (size_t number = first; number < end; number++, ep_grid_step(&grid, &place)) {
        ep_grid_tile at = ep_grid_at(&grid, &place);
        size_t column = at.group * EP_GRID_COLUMNS;
        const float *rows[EP_GRID_ROWS];
        for (size_t r = 0; r < at.rows; r++) rows[r] = a->depth ? a->left + (at.row + r) * a->left_stride : NULL;
        ep_gemm_f32_tile tile = {
            .rows = rows,
            .taps = 1,
            .depth = a->depth,
            .next_rows = at.rows * a->left_stride * sizeof(float),
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

static ep_status checked(const ep_gemm_f32_arguments *a) {
    size_t bytes;
    ep_status status = ep_pack_f32_bytes(a->columns, a->depth, &bytes);
    if (status != EP_OK) return status;
    status = ep_packed_check(a->packed, a->packed_bytes, ep_pack_f32_header(a->columns, a->depth, bytes));
    if (status != EP_OK) return status;
    if (!(a->lowest <= a->highest)) return EP_BAD_SHAPE;
    if (!a->rows || !a->columns) return EP_OK;
    status = ep_matrix_check(a->destination, a->rows, a->columns, a->destination_stride, sizeof(float));
    if (status != EP_OK) return status;
    status = a->depth ? ep_matrix_check(a->left, a->rows, a->depth, a->left_stride, sizeof(float)) : EP_OK;
    if (status != EP_OK || !a->residual) return status;
    return ep_matrix_check(a->residual, a->rows, a->columns, a->residual_stride, sizeof(float));
}

ep_status ep_gemm_f32_plan(ep_isa isa, const ep_gemm_f32_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    const ep_gemm_f32_entry *entry = ep_gemm_f32_find(isa);
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
                      .operations_each = tiles ? operations / (double)tiles : 0};
    return EP_OK;
}
