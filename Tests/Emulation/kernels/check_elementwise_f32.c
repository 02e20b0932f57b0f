#include "check.h"
#include <stdio.h>
#include <string.h>

/// Rows with gaps, of which the right operand may have one, or one element each.
static ep_elementwise_f32_arguments drawn(void) {
    size_t rows = random_size(1, 4), columns = random_size(1, 120), gap = random_size(0, 2), stride = columns + gap;
    bool is_column = random_size(0, 1);
    float *left = guarded(((rows - 1) * stride + columns) * sizeof *left);
    fill_floats(left, (rows - 1) * stride + columns);
    float *right = guarded(((rows - 1) * stride + columns) * sizeof *right);
    fill_floats(right, (rows - 1) * stride + columns);
    right[0] = random_size(0, 9) ? right[0] : NAN;
    ep_float_type type = random_size(0, 1) ? EP_FLOAT_BF16 : EP_FLOAT_F32;
    return (ep_elementwise_f32_arguments){.left = stored_as(type, left, (rows - 1) * stride + columns),
                                          .right = stored_as(type, right, (rows - 1) * stride + columns),
                                          .type = type,
                                          .operation = (ep_elementwise)random_size(0, 3),
                                          .pairs = {.rows = rows,
                                                    .columns = columns,
                                                    .destination_stride = columns,
                                                    .left_stride = stride,
                                                    .right_stride = random_size(0, 1) ? 0 : stride,
                                                    .right_is_column = is_column},
                                          .lowest = -9,
                                          .highest = INFINITY};
}

static void *computed(ep_isa isa, ep_elementwise_f32_arguments a) {
    a.destination = guarded(a.pairs.rows * a.pairs.columns * stored_bytes(a.type));
    ep_task task;
    if (!has_kernel(ep_elementwise_f32_plan(isa, &a, &task))) return NULL;
    run_on_pool(&task);
    return a.destination;
}

outcome check_elementwise_f32(ep_isa isa) {
    for (int round = 0; round < 200; round++) {
        ep_elementwise_f32_arguments a = drawn();
        const void *found = computed(isa, a), *expected = computed(EP_ISA_SCALAR, a);
        if (!found) return WITHOUT_KERNEL;
        for (size_t i = 0; i < a.pairs.rows * a.pairs.columns; i++) {
            float one = stored_at(a.type, found, i), other = stored_at(a.type, expected, i);
            if (one == other || (isnan(one) && isnan(other))) continue;
            printf("elementwise_f32 %s: round %d at %zu: %g, not %g\n", ep_isa_name(isa), round, i, (double)one,
                   (double)other);
            return DIFFERS;
        }
    }
    return AGREES;
}
