#include "check.h"
#include <stdio.h>
#include <string.h>

typedef struct {
    ep_gemm_f32_arguments arguments;
    float *weights, *bias;
} product;

static product drawn(void) {
    size_t rows = random_size(1, 17), columns = random_size(1, 70), depth = random_size(1, 40), more = random_size(0, 5);
    product p = {.weights = guarded(columns * depth * sizeof(float)), .bias = guarded(columns * sizeof(float))};
    fill_floats(p.weights, columns * depth);
    fill_floats(p.bias, columns);
    size_t bytes;
    ep_pack_f32_bytes(columns, depth, &bytes);
    void *packed = aligned(bytes);
    ep_pack_f32_arguments packing = {p.weights, columns, depth, 1, columns, p.bias};
    ep_pack_f32(&packing, packed, bytes);
    float *left = guarded(((rows - 1) * (depth + more) + depth) * sizeof(float));
    fill_floats(left, (rows - 1) * (depth + more) + depth);
    float *residual = guarded(((rows - 1) * (columns + more) + columns) * sizeof(float));
    fill_floats(residual, (rows - 1) * (columns + more) + columns);
    p.arguments = (ep_gemm_f32_arguments){.left = left,
                                          .residual = more % 2 ? residual : NULL,
                                          .packed = packed,
                                          .packed_bytes = bytes,
                                          .rows = rows,
                                          .columns = columns,
                                          .depth = depth,
                                          .destination_stride = columns + more,
                                          .left_stride = depth + more,
                                          .residual_stride = columns + more,
                                          .lowest = more == 1 ? 0 : -INFINITY,
                                          .highest = more == 1 ? 6 : INFINITY};
    return p;
}

static float *computed(ep_isa isa, ep_gemm_f32_arguments a) {
    a.destination = guarded(((a.rows - 1) * a.destination_stride + a.columns) * sizeof(float));
    ep_task task;
    if (!has_kernel(ep_gemm_f32_plan(isa, &a, &task))) return NULL;
    run_on_pool(&task);
    return a.destination;
}

/// What so many roundings may come to.
static double tolerance(const product *p, size_t row, size_t column) {
    const ep_gemm_f32_arguments *a = &p->arguments;
    double magnitude = fabs((double)p->bias[column]) + 8;
    for (size_t k = 0; k < a->depth; k++)
        magnitude += fabs((double)a->left[row * a->left_stride + k] * (double)p->weights[k * a->columns + column]);
    return 4 * sqrt((double)a->depth + 2) * 0x1p-24 * magnitude;
}

outcome check_gemm_f32(ep_isa isa) {
    for (int round = 0; round < 150; round++) {
        product p = drawn();
        const ep_gemm_f32_arguments *a = &p.arguments;
        float *found = computed(isa, *a), *expected = computed(EP_ISA_SCALAR, *a);
        if (!found) return WITHOUT_KERNEL;
        for (size_t row = 0; row < a->rows; row++)
            for (size_t n = 0; n < a->columns; n++) {
                size_t place = row * a->destination_stride + n;
                if (fabs((double)found[place] - (double)expected[place]) <= tolerance(&p, row, n)) continue;
                printf("gemm_f32 %s: %zu x %zu x %zu at %zu, %zu: %g, not %g\n", ep_isa_name(isa), a->rows, a->depth,
                       a->columns, row, n, (double)found[place], (double)expected[place]);
                return DIFFERS;
            }
    }
    return AGREES;
}
