#include "check.h"
#include <stdio.h>

/// Scales of one and whole numbers, the largest of each block 127: all arithmetic is exact.
static ep_block_rows quantized(size_t rows, ep_pack_s4_shape shape) {
    size_t blocks = (shape.depth + shape.block - 1) / shape.block;
    float *source = guarded(rows * shape.depth * sizeof *source);
    for (size_t i = 0; i < rows * shape.depth; i++)
        source[i] = i % shape.depth % shape.block ? (float)random_size(0, 254) - 127 : 127;
    ep_block_rows left = {.values = guarded(rows * blocks * shape.block),
                          .scales = guarded(rows * blocks * sizeof(float)),
                          .starts = guarded(rows * blocks * sizeof(int32_t)),
                          .value_stride = blocks * shape.block,
                          .block_stride = blocks};
    ep_quantize_blocks_arguments a = {left, source, rows, shape.depth, shape.block, shape.depth};
    ep_task task;
    has_kernel(ep_quantize_blocks_plan(EP_ISA_SCALAR, &a, &task));
    run_on_pool(&task);
    return left;
}

static const void *packed(ep_pack_s4_shape shape, size_t *bytes) {
    size_t blocks = shape.columns * ((shape.depth + shape.block - 1) / shape.block);
    float *scales = guarded(blocks * sizeof *scales);
    uint8_t *zero_points = guarded(blocks);
    for (size_t i = 0; i < blocks; i++) {
        scales[i] = random_size(0, 1) ? 1 : -2;
        zero_points[i] = (uint8_t)random_size(0, 15);
    }
    ep_pack_s4_bytes(shape, bytes);
    void *memory = aligned(*bytes);
    ep_pack_s4_nibbles_arguments packing = {.shape = shape,
                                            .nibbles = random_bytes(shape.columns * ((shape.depth + 1) / 2)),
                                            .scales = scales,
                                            .zero_points = zero_points,
                                            .bias = whole_numbers(shape.columns)};
    ep_pack_s4_nibbles(&packing, memory, *bytes);
    return memory;
}

static ep_gemm_s4_arguments drawn(void) {
    ep_pack_s4_shape shape = {.columns = random_size(1, 49),
                              .depth = random_size(1, 260),
                              .block = (size_t)32 << random_size(0, 2),
                              .has_zero_points = random_size(0, 1)};
    size_t rows = random_size(1, 17);
    ep_gemm_s4_arguments a = {.left = quantized(rows, shape),
                              .rows = rows,
                              .shape = shape,
                              .destination_stride = shape.columns + random_size(0, 3),
                              .lowest = -INFINITY,
                              .highest = random_size(0, 1) ? INFINITY : 1000};
    a.packed = packed(shape, &a.packed_bytes);
    return a;
}

static size_t destination_count(const ep_gemm_s4_arguments *a) {
    return (a->rows - 1) * a->destination_stride + a->shape.columns;
}

static float *computed(ep_isa isa, ep_gemm_s4_arguments a) {
    a.destination = guarded(destination_count(&a) * sizeof(float));
    ep_task task;
    if (!has_kernel(ep_gemm_s4_plan(isa, &a, &task))) return NULL;
    run_on_pool(&task);
    return a.destination;
}

outcome check_gemm_s4(ep_isa isa) {
    for (int round = 0; round < 100; round++) {
        ep_gemm_s4_arguments a = drawn();
        const float *found = computed(isa, a), *expected = computed(EP_ISA_SCALAR, a);
        if (!found) return WITHOUT_KERNEL;
        for (size_t i = 0; i < destination_count(&a); i++) {
            if (found[i] == expected[i]) continue;
            printf("gemm_s4 %s: %zu x %zu x %zu at %zu: %g, not %g\n", ep_isa_name(isa), a.rows, a.shape.depth,
                   a.shape.columns, i, (double)found[i], (double)expected[i]);
            return DIFFERS;
        }
    }
    return AGREES;
}
