#include "../quantize_blocks/block_rows.h"
#include "gemm_s4.h"

typedef struct {
    ep_gemm_s4_kernel *kernel;
    ep_grid_shape shape;
} entry;

static const entry kernels[EP_ISA_COUNT] = {
    [EP_ISA_SCALAR] = {ep_gemm_f32_s8_s4_scalar, {1, {0, 8}}},
#if defined(__x86_64__)
    [EP_ISA_AVX2] = {ep_gemm_f32_s8_s4_avx2, {1, {0, 4}}},
    [EP_ISA_AVXVNNI] = {ep_gemm_f32_s8_s4_avxvnni, {1, {0, 4}}},
    [EP_ISA_AVX512VNNI] = {ep_gemm_f32_s8_s4_avx512vnni, {2, {0, 8, 6}}},
#elif defined(__aarch64__)
    [EP_ISA_DOTPROD] = {ep_gemm_f32_s8_s4_dotprod, {1, {0, 4}}},
#endif
};

static ep_grid grid_of(const ep_gemm_s4_arguments *a, ep_isa isa) {
    ep_grid_shape shape = kernels[isa].shape;
    // A vector is bound by memory: each thread then reads whole groups one after another.
    if (a->rows == 1) shape.groups = 1;
    return ep_grid_make(a->rows, a->shape.columns, a->shape.depth, EP_GRID_NEAR_BLOCK, shape);
}

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    (void)scratch;
    const ep_gemm_s4_arguments *a = task->arguments;
    ep_grid grid = grid_of(a, task->isa);
    ep_grid_place place = ep_grid_find(&grid, first);
    size_t blocks = ep_pack_s4_blocks(a->shape), block_bytes = ep_pack_s4_block_bytes(a->shape);
    const uint8_t *weights = (const uint8_t *)a->packed + sizeof(ep_packed_header);
    size_t group_bytes = blocks * block_bytes;
    const float *bias = (const float *)(const void *)(weights + ep_pack_s4_groups(a->shape) * group_bytes);
    for (size_t number = first; number < end; number++, ep_grid_step(&grid, &place)) {
        ep_grid_tile at = ep_grid_at(&grid, &place);
        size_t column = at.group * EP_GRID_COLUMNS;
        ep_gemm_s4_tile tile = {
            .left = {.value_stride = a->left.value_stride, .block_stride = a->left.block_stride},
            .weights = weights + at.group * group_bytes,
            .blocks = blocks,
            .block_bytes = block_bytes,
            .group_bytes = group_bytes,
            .steps = a->shape.block / EP_PACK_S4_STEP,
            .has_zero_points = a->shape.has_zero_points,
            .bias = bias + column,
            .destination = a->destination + at.row * a->destination_stride + column,
            .destination_stride = a->destination_stride,
            .columns = at.columns,
            .lowest = a->lowest,
            .highest = a->highest,
        };
        if (blocks) {
            tile.left.values = a->left.values + at.row * a->left.value_stride;
            tile.left.scales = a->left.scales + at.row * a->left.block_stride;
            tile.left.starts = a->left.starts + at.row * a->left.block_stride;
        }
        kernels[task->isa].kernel(&tile, at.rows, at.groups);
    }
}

static ep_status checked(const ep_gemm_s4_arguments *a) {
    ep_status status = ep_pack_s4_check(a->packed, a->packed_bytes, a->shape);
    if (status != EP_OK || !a->rows || !a->shape.columns) return status;
    status = ep_matrix_check(a->destination, a->rows, a->shape.columns, a->destination_stride, sizeof(float));
    if (status != EP_OK || !a->shape.depth) return status;
    return ep_block_rows_check(&a->left, a->rows, a->shape.depth, a->shape.block);
}

ep_status ep_gemm_s4_plan(ep_isa isa, const ep_gemm_s4_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    bool has_kernel = isa >= 0 && isa < EP_ISA_COUNT && kernels[isa].kernel;
    ep_status status = ep_isa_status(isa, has_kernel);
    if (status == EP_OK) status = checked(a);
    if (status != EP_OK) return status;
    ep_grid grid = grid_of(a, isa);
    size_t tiles = ep_grid_tiles(&grid);
    double operations = 2.0 * (double)a->rows * (double)a->shape.columns * (double)a->shape.depth;
    *task = (ep_task){.run = run,
                      .kernel = (void (*)(void))kernels[isa].kernel,
                      .isa = isa,
                      .arguments = a,
                      .units = tiles,
                      .operations_each = tiles ? operations / (double)tiles : 0};
    return EP_OK;
}
