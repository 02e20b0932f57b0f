#include "../pack_s8/pack_s8.h"
#include "gemm_s8_result.h"

/// Tiles of which a table holds the rows at once.
enum : size_t { most_tiles = 16 };

static const ep_gemm_s8_entry *entry_of(ep_isa isa, const ep_gemm_s8_arguments *a) {
    bool is_short = a->rows > 1 && a->depth <= EP_GEMM_S8_SHORT && a->depth % 4 == 0 && a->depth;
    const ep_gemm_s8_entry *entry = NULL;
    if (is_short && ep_gemm_s8_is_narrow(a->result.type) && ep_pack_s8_shrinks(a->packed)) entry = ep_gemm_s8_find_short(isa);
    return entry ? entry : ep_gemm_s8_find(isa);
}

static ep_grid grid_of(const ep_gemm_s8_arguments *a, const ep_gemm_s8_entry *entry) {
    ep_grid_shape shape = entry->shape;
    // A vector is bound by memory: each thread then reads whole groups one after another.
    if (a->rows == 1) shape.groups = 1;
    return ep_grid_make(a->rows, a->columns, a->depth, EP_GRID_NEAR_BLOCK, shape);
}

/// Points at the rows of a strip, unless the kernel does that itself.
static void find_rows(ep_gemm_s8_strip *strip, const uint8_t **table, size_t count) {
    for (size_t r = 0; r < count; r++) table[r] = strip->depth ? strip->left + r * strip->left_stride : NULL;
    strip->rows = table;
}

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    const ep_gemm_s8_arguments *a = task->arguments;
    const ep_gemm_s8_entry *entry = entry_of(task->isa, a);
    bool has_table = entry == ep_gemm_s8_find(task->isa);
    ep_grid grid = grid_of(a, entry);
    ep_grid_place place = ep_grid_find(&grid, first);
    ep_pack_s8_view weights = ep_pack_s8_look(a->packed, a->columns, 1, a->depth);
    ep_gemm_s8_finish finish = ep_gemm_s8_finish_of(&a->result);
    size_t element_bytes = ep_gemm_s8_element_bytes(a->result.type);
    ep_gemm_s8_strip strip = {
        .left_stride = a->left_stride,
        .taps = 1,
        .depth = a->depth,
        .is_signed = a->left_type == EP_S8,
        .group_bytes = weights.group_bytes,
        .destination_stride = a->destination_stride,
        .finish = &finish,
        .scratch = scratch,
    };
    if (entry->begin) entry->begin();
    for (size_t number = first; number < end;) {
        ep_grid_tile at = ep_grid_at(&grid, &place);
        const uint8_t *table[most_tiles * EP_GRID_ROWS];
        size_t most = has_table ? ep_grid_smaller(end - number, most_tiles) : end - number;
        strip.tiles = ep_grid_below(&grid, &place, most);
        number += strip.tiles;
        strip.left = a->depth ? (const uint8_t *)a->left + at.row * a->left_stride : NULL;
        if (has_table) find_rows(&strip, table, strip.tiles * at.rows);
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
    ep_status status = ep_isa_status(isa, ep_gemm_s8_find(isa) != NULL);
    if (status == EP_OK) status = checked(a);
    if (status != EP_OK) return status;
    const ep_gemm_s8_entry *entry = entry_of(isa, a);
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
