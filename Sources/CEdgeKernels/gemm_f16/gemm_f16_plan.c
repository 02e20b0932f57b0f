#include "../common/matrix.h"
#include "../pack_f16/pack_f16.h"
#include "../plan.h"
#include "gemm_f16.h"

static ep_grid grid_of(const ep_gemm_f16_arguments *a, const ep_gemm_f16_entry *entry) {
    return ep_grid_make(a->rows, a->columns, a->depth * sizeof(uint16_t), EP_GRID_FAR_BLOCK,
                        ep_grid_shape_for(entry->shapes, a->rows));
}

static size_t element_bytes(ep_element type) { return type == EP_F16 ? sizeof(uint16_t) : sizeof(float); }

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    (void)scratch;
    const ep_gemm_f16_arguments *a = task->arguments;
    const ep_gemm_f16_entry *entry = ep_gemm_f16_find(task->isa);
    ep_grid grid = grid_of(a, entry);
    ep_grid_place place = ep_grid_find(&grid, first);
    const uint16_t *weights = (const uint16_t *)a->packed + EP_PACKED_LINE / sizeof(uint16_t);
    size_t group_stride = (a->depth + a->depth % 2) * EP_GRID_COLUMNS;
    const void *bias = weights + ep_grid_count(a->columns, EP_GRID_COLUMNS) * group_stride;
    for (size_t number = first; number < end; number++, ep_grid_step(&grid, &place)) {
        ep_grid_tile at = ep_grid_at(&grid, &place);
        size_t column = at.group * EP_GRID_COLUMNS;
        ep_gemm_f16_tile tile = {
            .left = a->depth ? (const uint16_t *)a->left + at.row * a->left_stride : NULL,
            .left_stride = a->left_stride,
            .depth = a->depth,
            .weights = weights + at.group * group_stride,
            .group_stride = group_stride,
            .bias = (const float *)bias + column,
            .destination = (char *)a->destination +
                           (at.row * a->destination_stride + column) * element_bytes(a->destination_type),
            .destination_stride = a->destination_stride,
            .narrow = a->destination_type == EP_F16,
            .columns = at.columns,
            .lowest = a->lowest,
            .highest = a->highest,
        };
        entry->kernel(&tile, at.rows, at.groups);
    }
}

static ep_status checked(const ep_gemm_f16_arguments *a) {
    size_t bytes;
    ep_status status = ep_pack_f16_bytes(a->columns, a->depth, &bytes);
    if (status != EP_OK) return status;
    status = ep_packed_check(a->packed, a->packed_bytes, ep_pack_f16_header(a->columns, a->depth, bytes));
    if (status != EP_OK) return status;
    if (a->destination_type != EP_F16 && a->destination_type != EP_F32) return EP_BAD_SHAPE;
    if (!(a->lowest <= a->highest)) return EP_BAD_SHAPE;
    if (!a->rows || !a->columns) return EP_OK;
    status = ep_matrix_check(a->destination, a->rows, a->columns, a->destination_stride,
                             element_bytes(a->destination_type));
    if (status != EP_OK || !a->depth) return status;
    return ep_matrix_check(a->left, a->rows, a->depth, a->left_stride, sizeof(uint16_t));
}

ep_status ep_gemm_f16_plan(ep_isa isa, const ep_gemm_f16_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    const ep_gemm_f16_entry *entry = ep_gemm_f16_find(isa);
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
