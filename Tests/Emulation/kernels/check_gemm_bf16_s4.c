#include "check.h"
#include <stdio.h>
#include <string.h>

/// Scales that are powers of two and small whole numbers: every weight is a bf16 number, and every sum exact.
static const void *packed(ep_pack_s4_shape shape, size_t *bytes) {
    size_t blocks = shape.columns * ((shape.depth + shape.block - 1) / shape.block);
    float *scales = guarded(blocks * sizeof *scales);
    uint8_t *zero_points = guarded(blocks);
    for (size_t i = 0; i < blocks; i++) {
        scales[i] = random_size(0, 1) ? 0.5F : -2;
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

static ep_gemm_bf16_s4_arguments drawn(void) {
    ep_pack_s4_shape shape = {.columns = random_size(1, 100),
                              .depth = random_size(1, 200),
                              .block = (size_t)32 << random_size(0, 2),
                              .has_zero_points = random_size(0, 1)};
    size_t rows = random_size(0, 3) ? random_size(1, 17) : random_size(40, 70), more = random_size(0, 3);
    float *left = whole_numbers((rows - 1) * (shape.depth + more) + shape.depth);
    ep_gemm_bf16_s4_arguments a = {.left = left,
                                   .left_type = EP_FLOAT_F32,
                                   .rows = rows,
                                   .shape = shape,
                                   .destination_stride = shape.columns + more,
                                   .left_stride = shape.depth + more,
                                   .lowest = -INFINITY,
                                   .highest = random_size(0, 1) ? INFINITY : 1000};
    if (random_size(0, 1)) {
        uint16_t *narrow = guarded(((rows - 1) * a.left_stride + shape.depth) * sizeof *narrow);
        for (size_t i = 0; i < (rows - 1) * a.left_stride + shape.depth; i++) {
            uint32_t bits;
            memcpy(&bits, left + i, sizeof bits);
            narrow[i] = (uint16_t)(bits >> 16);
        }
        a.left = narrow;
        a.left_type = EP_FLOAT_BF16;
    }
    a.packed = packed(shape, &a.packed_bytes);
    return a;
}

static size_t destination_count(const ep_gemm_bf16_s4_arguments *a) {
    return (a->rows - 1) * a->destination_stride + a->shape.columns;
}

static float *computed(ep_isa isa, ep_gemm_bf16_s4_arguments a) {
    a.destination = guarded(destination_count(&a) * sizeof(float));
    ep_task task;
    if (!has_kernel(ep_gemm_bf16_s4_plan(isa, &a, &task))) return NULL;
    run_on_pool(&task);
    return a.destination;
}

outcome check_gemm_bf16_s4(ep_isa isa) {
    for (int round = 0; round < 100; round++) {
        ep_gemm_bf16_s4_arguments a = drawn();
        const float *found = computed(isa, a), *expected = computed(EP_ISA_SCALAR, a);
        if (!found) return WITHOUT_KERNEL;
        for (size_t i = 0; i < destination_count(&a); i++) {
            if (found[i] == expected[i]) continue;
            printf("gemm_bf16_s4 %s: %zu x %zu x %zu at %zu: %g, not %g\n", ep_isa_name(isa), a.rows, a.shape.depth,
                   a.shape.columns, i, (double)found[i], (double)expected[i]);
            return DIFFERS;
        }
    }
    return AGREES;
}
