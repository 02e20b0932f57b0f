#include "check.h"
#include <stdio.h>
#include <string.h>

static ep_scaled scaled_drawn(int32_t least) {
    return (ep_scaled){.scale = (random_float() + 8.1F) * 0.01F, .zero_point = least + (int32_t)random_size(0, 255)};
}

static ep_elementwise_u8_arguments drawn(void) {
    size_t rows = random_size(1, 4), columns = random_size(1, 200), stride = columns + random_size(0, 2);
    bool is_signed = random_size(0, 1);
    int32_t least = is_signed ? -128 : 0;
    return (ep_elementwise_u8_arguments){.left = random_bytes((rows - 1) * stride + columns),
                                         .right = random_bytes((rows - 1) * stride + columns),
                                         .type = is_signed ? EP_S8 : EP_U8,
                                         .operation = random_size(0, 1) ? EP_ADD : EP_MULTIPLY,
                                         .pairs = {.rows = rows,
                                                   .columns = columns,
                                                   .destination_stride = columns,
                                                   .left_stride = stride,
                                                   .right_stride = random_size(0, 1) ? 0 : stride,
                                                   .right_is_column = random_size(0, 1)},
                                         .destination_scaled = scaled_drawn(least),
                                         .left_scaled = scaled_drawn(least),
                                         .right_scaled = scaled_drawn(least),
                                         .lowest = least + 3,
                                         .highest = least + 240};
}

static void *computed(ep_isa isa, ep_elementwise_u8_arguments a) {
    a.destination = guarded(a.pairs.rows * a.pairs.columns);
    ep_task task;
    if (!has_kernel(ep_elementwise_u8_plan(isa, &a, &task))) return NULL;
    run_on_pool(&task);
    return a.destination;
}

outcome check_elementwise_u8(ep_isa isa) {
    for (int round = 0; round < 200; round++) {
        ep_elementwise_u8_arguments a = drawn();
        const void *found = computed(isa, a), *expected = computed(EP_ISA_SCALAR, a);
        if (!found) return WITHOUT_KERNEL;
        if (memcmp(found, expected, a.pairs.rows * a.pairs.columns) == 0) continue;
        printf("elementwise_u8 %s: round %d differs\n", ep_isa_name(isa), round);
        return DIFFERS;
    }
    return AGREES;
}
