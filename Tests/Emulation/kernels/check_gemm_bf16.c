#include "check.h"
#include <stdio.h>
#include <string.h>

static float widened(uint16_t narrow) {
    uint32_t bits = (uint32_t)narrow << 16;
    float wide;
    memcpy(&wide, &bits, sizeof wide);
    return wide;
}

/// Small whole numbers: every sum is exact, so every instruction set has to give the same.
static float whole(void) { return (float)random_size(0, 30) - 15; }

static uint16_t whole_narrow(void) {
    float number = whole();
    uint32_t bits;
    memcpy(&bits, &number, sizeof bits);
    return (uint16_t)(bits >> 16);
}

static ep_gemm_bf16_arguments drawn(void) {
    size_t rows = random_size(1, 40), columns = random_size(1, 70), depth = random_size(1, 70), more = random_size(0, 3);
    float *weights = guarded(columns * depth * sizeof(float)), *bias = guarded(columns * sizeof(float));
    for (size_t i = 0; i < columns * depth; i++) weights[i] = whole();
    for (size_t i = 0; i < columns; i++) bias[i] = whole();
    size_t bytes;
    ep_pack_bf16_bytes(columns, depth, &bytes);
    void *packed = aligned(bytes);
    ep_pack_f32_arguments packing = {weights, columns, depth, 1, columns, bias};
    ep_pack_bf16(&packing, packed, bytes);
    size_t count = (rows - 1) * (depth + more) + depth;
    bool narrow = random_size(0, 1);
    void *left = guarded(count * (narrow ? 2 : 4));
    for (size_t i = 0; i < count; i++) {
        if (narrow) ((uint16_t *)left)[i] = whole_narrow();
        else ((float *)left)[i] = whole();
    }
    size_t results = (rows - 1) * (columns + more) + columns;
    ep_float_type beside = random_size(0, 1) ? EP_FLOAT_BF16 : EP_FLOAT_F32;
    void *residual = random_size(0, 1) ? stored_as(beside, whole_numbers(results), results) : NULL;
    return (ep_gemm_bf16_arguments){.left = left,
                                    .packed = packed,
                                    .packed_bytes = bytes,
                                    .rows = rows,
                                    .columns = columns,
                                    .depth = depth,
                                    .destination_stride = columns + more,
                                    .left_stride = depth + more,
                                    .destination_type = random_size(0, 1) ? EP_FLOAT_BF16 : EP_FLOAT_F32,
                                    .left_type = narrow ? EP_FLOAT_BF16 : EP_FLOAT_F32,
                                    .residual = {residual, columns + more, beside},
                                    .swishes = random_size(0, 1),
                                    .lowest = more ? -INFINITY : -100,
                                    .highest = more ? INFINITY : 100};
}

static void *computed(ep_isa isa, ep_gemm_bf16_arguments a) {
    size_t bytes = a.destination_type == EP_FLOAT_BF16 ? 2 : 4;
    a.destination = guarded(((a.rows - 1) * a.destination_stride + a.columns) * bytes);
    ep_task task;
    if (!has_kernel(ep_gemm_bf16_plan(isa, &a, &task))) return NULL;
    run_on_pool(&task);
    return a.destination;
}

outcome check_gemm_bf16(ep_isa isa) {
    for (int round = 0; round < 150; round++) {
        ep_gemm_bf16_arguments a = drawn();
        const void *found = computed(isa, a), *expected = computed(EP_ISA_SCALAR, a);
        if (!found) return WITHOUT_KERNEL;
        for (size_t row = 0; row < a.rows; row++)
            for (size_t n = 0; n < a.columns; n++) {
                size_t place = row * a.destination_stride + n;
                bool narrow = a.destination_type == EP_FLOAT_BF16;
                float one = narrow ? widened(((const uint16_t *)found)[place]) : ((const float *)found)[place];
                float other = narrow ? widened(((const uint16_t *)expected)[place]) : ((const float *)expected)[place];
                if (one == other) continue;
                printf("gemm_bf16 %s: %zu x %zu x %zu at %zu, %zu: %g, not %g\n", ep_isa_name(isa), a.rows, a.depth,
                       a.columns, row, n, (double)one, (double)other);
                return DIFFERS;
            }
    }
    return AGREES;
}
