#include "../common/matrix.h"
#include "../gemm_bf16/left.h"
#include "widen_s4.h"

/// What widens the weights for the kernel of bf16 products; null where there is none.
static ep_widen_s4_kernel *const kernels[EP_ISA_COUNT] = {
    [EP_ISA_SCALAR] = ep_widen_bf16_s4_scalar,
#if defined(__x86_64__)
    [EP_ISA_AVX2] = ep_widen_bf16_s4_avx2,
    [EP_ISA_AVX512BF16] = ep_widen_bf16_s4_avx512bf16,
#elif defined(__aarch64__)
    [EP_ISA_NEON] = ep_widen_bf16_s4_neon,
    [EP_ISA_NEONBF16] = ep_widen_bf16_s4_neon,
#endif
};

/// A panel of columns as a product of its own: its weights are widened once and meet all rows.
typedef struct {
    ep_gemm_bf16_arguments left;
    ep_grid_shape shape;
    size_t panels, group_elements;
} panels;

static panels panels_of(const ep_gemm_bf16_s4_arguments *a, ep_isa isa) {
    ep_grid_shape shape = ep_grid_shape_for(ep_gemm_bf16_find(isa)->shapes, a->rows);
    size_t columns = shape.groups * EP_GRID_COLUMNS;
    return (panels){.left = {.left = a->left,
                             .rows = a->rows,
                             .columns = columns,
                             .depth = a->shape.depth,
                             .left_stride = a->left_stride,
                             .left_type = a->left_type},
                    .shape = shape,
                    .panels = ep_grid_count(a->shape.columns, columns),
                    .group_elements = ep_pack_s4_blocks(a->shape) * a->shape.block * EP_PACKED_COLUMNS};
}

static ep_grid grid_of(const panels *p, size_t columns) {
    return ep_grid_make(p->left.rows, columns, p->left.depth * sizeof(ep_bf16), EP_GRID_NEAR_BLOCK, p->shape);
}

/// Where a panel and its tiles stand.
typedef struct {
    const panels *panels;
    const ep_gemm_bf16_s4_arguments *arguments;
    const ep_bf16 *weights;
    const float *bias;
    float *destination;
    size_t columns;
} panel;

static void multiply(const panel *p, const ep_gemm_bf16_entry *entry, ep_gemm_bf16_left *left) {
    const ep_gemm_bf16_arguments *a = &p->panels->left;
    ep_grid grid = grid_of(p->panels, p->columns);
    ep_grid_place place = ep_grid_find(&grid, 0);
    bool in_place = !ep_gemm_bf16_left_is_made(a);
    for (size_t number = 0; number < ep_grid_tiles(&grid); number++, ep_grid_step(&grid, &place)) {
        ep_grid_tile at = ep_grid_at(&grid, &place);
        size_t column = at.group * EP_GRID_COLUMNS;
        ep_gemm_bf16_tile tile = {
            .left = !a->depth  ? NULL
                    : in_place ? (const ep_bf16 *)a->left + at.row * a->left_stride
                               : ep_gemm_bf16_left_at(left, a, &grid, &place, &at),
            .left_stride = in_place ? a->left_stride : left->stride,
            .taps = 1,
            .pairs = a->depth / 2 + a->depth % 2,
            .weights = p->weights + at.group * p->panels->group_elements,
            .group_stride = p->panels->group_elements,
            .bias = p->bias + column,
            .destination = p->destination + at.row * p->arguments->destination_stride + column,
            .destination_stride = p->arguments->destination_stride,
            .columns = at.columns,
            .lowest = p->arguments->lowest,
            .highest = p->arguments->highest,
        };
        entry->kernel(&tile, at.rows, at.groups);
    }
}

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    const ep_gemm_bf16_s4_arguments *a = task->arguments;
    const ep_gemm_bf16_entry *entry = ep_gemm_bf16_find(task->isa);
    ep_widen_s4_kernel *widen = (ep_widen_s4_kernel *)task->kernel;
    panels all = panels_of(a, task->isa);
    const uint8_t *packed = (const uint8_t *)a->packed + sizeof(ep_packed_header);
    size_t group_bytes = ep_pack_s4_blocks(a->shape) * ep_pack_s4_block_bytes(a->shape);
    const float *bias = (const float *)(const void *)(packed + ep_pack_s4_groups(a->shape) * group_bytes);
    ep_bf16 *weights = scratch;
    ep_gemm_bf16_left left = {.rows = weights + all.shape.groups * all.group_elements,
                              .stride = ep_gemm_bf16_left_stride(a->shape.depth),
                              .round = entry->round,
                              .block = SIZE_MAX};
    for (size_t number = first; number < end; number++) {
        size_t column = number * all.left.columns, group = column / EP_GRID_COLUMNS;
        panel p = {.panels = &all,
                   .arguments = a,
                   .weights = weights,
                   .bias = bias + column,
                   .destination = a->destination + column,
                   .columns = ep_grid_smaller(all.left.columns, a->shape.columns - column)};
        for (size_t g = 0; g < ep_grid_count(p.columns, EP_GRID_COLUMNS); g++)
            widen(weights + g * all.group_elements, packed + (group + g) * group_bytes, a->shape);
        multiply(&p, entry, &left);
    }
}

static ep_status checked(const ep_gemm_bf16_s4_arguments *a) {
    ep_status status = ep_pack_s4_check(a->packed, a->packed_bytes, a->shape);
    if (status != EP_OK) return status;
    if (a->left_type > EP_FLOAT_BF16 || !(a->lowest <= a->highest)) return EP_BAD_SHAPE;
    if (!a->rows || !a->shape.columns) return EP_OK;
    status = ep_matrix_check(a->destination, a->rows, a->shape.columns, a->destination_stride, sizeof(float));
    if (status != EP_OK || !a->shape.depth) return status;
    size_t element_bytes = a->left_type == EP_FLOAT_BF16 ? sizeof(ep_bf16) : sizeof(float);
    return ep_matrix_check(a->left, a->rows, a->shape.depth, a->left_stride, element_bytes);
}

/// The most rows that have to be copied at once: the last panel may be narrower and its blocks longer.
static size_t most_rows(const panels *p) {
    size_t most = 0;
    for (size_t groups = 1; groups <= p->shape.groups && ep_gemm_bf16_left_is_made(&p->left); groups++) {
        ep_grid grid = grid_of(p, groups * EP_GRID_COLUMNS);
        size_t parts = ep_grid_smaller(grid.block_parts, grid.parts);
        size_t rows = parts * grid.part_rows + ep_grid_smaller(parts, grid.longer_parts);
        if (rows > most) most = rows;
    }
    return most;
}

static ep_status scratch_bytes(const panels *p, size_t *bytes) {
    size_t elements, left;
    bool fits = ep_product(p->shape.groups, p->group_elements, &elements) &&
                ep_product(most_rows(p), ep_gemm_bf16_left_stride(p->left.depth), &left) &&
                !__builtin_add_overflow(elements, left, &elements) && ep_product(elements, sizeof(ep_bf16), bytes) &&
                *bytes <= PTRDIFF_MAX;
    return fits ? EP_OK : EP_OVERFLOW;
}

ep_status ep_gemm_bf16_s4_plan(ep_isa isa, const ep_gemm_bf16_s4_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    ep_widen_s4_kernel *kernel = isa >= 0 && isa < EP_ISA_COUNT ? kernels[isa] : NULL;
    ep_status status = ep_isa_status(isa, kernel != NULL);
    if (status == EP_OK) status = checked(a);
    if (status != EP_OK) return status;
    panels p = panels_of(a, isa);
    size_t scratch, units = a->rows ? p.panels : 0;
    status = scratch_bytes(&p, &scratch);
    if (status != EP_OK) return status;
    double operations = 2.0 * (double)a->rows * (double)a->shape.columns * (double)a->shape.depth;
    *task = (ep_task){.run = run,
                      .kernel = (void (*)(void))kernel,
                      .isa = isa,
                      .arguments = a,
                      .units = units,
                      .scratch_bytes = scratch,
                      .operations_each = units ? operations / (double)units : 0};
    return EP_OK;
}
