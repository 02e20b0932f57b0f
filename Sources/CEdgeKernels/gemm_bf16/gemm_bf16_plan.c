#include "../common/matrix.h"
#include "../pack_bf16/pack_bf16.h"
#include "left.h"
#include "residual.h"

static ep_grid grid_of(const ep_gemm_bf16_arguments *a, const ep_gemm_bf16_entry *entry) {
    // A block that has to be copied fits the second cache beside a panel of weights.
    size_t block_bytes = ep_gemm_bf16_left_is_made(a) ? EP_GRID_NEAR_BLOCK : EP_GRID_FAR_BLOCK;
    return ep_grid_make(a->rows, a->columns, a->depth * sizeof(ep_bf16), block_bytes, ep_grid_shape_for(entry->shapes, a->rows));
}

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    const ep_gemm_bf16_arguments *a = task->arguments;
    const ep_gemm_bf16_entry *entry = ep_gemm_bf16_find(task->isa);
    ep_grid grid = grid_of(a, entry);
    ep_grid_place place = ep_grid_find(&grid, first);
    ep_gemm_bf16_left left = {.rows = scratch,
                              .stride = ep_gemm_bf16_left_stride(a->depth),
                              .round = entry->round,
                              .block = SIZE_MAX};
    const ep_bf16 *weights = (const ep_bf16 *)a->packed + EP_PACKED_LINE / sizeof(ep_bf16);
    size_t pairs = a->depth / 2 + a->depth % 2;
    size_t group_stride = pairs * EP_GRID_COLUMNS * 2;
    const ep_bf16 *bias = weights + ep_grid_count(a->columns, EP_GRID_COLUMNS) * group_stride;
    size_t destination_bytes = ep_float_bytes(a->destination_type);
    bool in_place = !ep_gemm_bf16_left_is_made(a);
    for (size_t number = first; number < end; number++, ep_grid_step(&grid, &place)) {
        ep_grid_tile at = ep_grid_at(&grid, &place);
        size_t column = at.group * EP_GRID_COLUMNS;
        ep_gemm_bf16_tile tile = {
            .left = !a->depth  ? NULL
                    : in_place ? (const ep_bf16 *)a->left + at.row * a->left_stride
                               : ep_gemm_bf16_left_at(&left, a, &grid, &place, &at),
            .left_stride = in_place ? a->left_stride : left.stride,
            .taps = 1,
            .pairs = pairs,
            .weights = weights + at.group * group_stride,
            .group_stride = group_stride,
            .bias = (const float *)bias + column,
            .destination = (char *)a->destination + (at.row * a->destination_stride + column) * destination_bytes,
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

static ep_status checked(const ep_gemm_bf16_arguments *a) {
    size_t bytes;
    ep_status status = ep_pack_bf16_bytes(a->columns, a->depth, &bytes);
    if (status != EP_OK) return status;
    status = ep_packed_check(a->packed, a->packed_bytes, ep_pack_bf16_header(a->columns, a->depth, bytes));
    if (status != EP_OK) return status;
    if (a->left_type > EP_FLOAT_BF16 || a->destination_type > EP_FLOAT_BF16) return EP_BAD_SHAPE;
    if (!(a->lowest <= a->highest)) return EP_BAD_SHAPE;
    if (!a->rows || !a->columns) return EP_OK;
    status = ep_matrix_check(a->destination, a->rows, a->columns, a->destination_stride,
                             ep_float_bytes(a->destination_type));
    if (status == EP_OK) status = ep_gemm_bf16_residual_check(&a->residual, a->rows, a->columns);
    if (status != EP_OK || !a->depth) return status;
    return ep_matrix_check(a->left, a->rows, a->depth, a->left_stride, ep_float_bytes(a->left_type));
}

/// Room for the largest block of rows.
static ep_status scratch_bytes(const ep_gemm_bf16_arguments *a, const ep_grid *grid, size_t *bytes) {
    *bytes = 0;
    if (!ep_gemm_bf16_left_is_made(a) || !grid->parts) return EP_OK;
    size_t parts = ep_grid_smaller(grid->block_parts, grid->parts);
    size_t rows = parts * grid->part_rows + ep_grid_smaller(parts, grid->longer_parts);
    if (!ep_product(rows, ep_gemm_bf16_left_stride(a->depth) * sizeof(ep_bf16), bytes) || *bytes > PTRDIFF_MAX)
        return EP_OVERFLOW;
    return EP_OK;
}

ep_status ep_gemm_bf16_plan(ep_isa isa, const ep_gemm_bf16_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    const ep_gemm_bf16_entry *entry = ep_gemm_bf16_find(isa);
    ep_status status = ep_isa_status(isa, entry != NULL);
    if (status == EP_OK) status = checked(a);
    if (status != EP_OK) return status;
    ep_grid grid = grid_of(a, entry);
    size_t scratch;
    status = scratch_bytes(a, &grid, &scratch);
    if (status != EP_OK) return status;
    size_t tiles = ep_grid_tiles(&grid);
    double operations = 2.0 * (double)a->rows * (double)a->columns * (double)a->depth;
    *task = (ep_task){.run = run,
                      .kernel = (void (*)(void))entry->kernel,
                      .isa = isa,
                      .arguments = a,
                      .units = tiles,
                      .scratch_bytes = scratch,
                      .operations_each = tiles ? operations / (double)tiles : 0};
    return EP_OK;
}
