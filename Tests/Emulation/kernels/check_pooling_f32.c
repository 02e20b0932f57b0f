#include "check.h"
#include <stdio.h>

static void *computed(ep_isa isa, ep_pooling_f32_arguments a) {
    a.destination = guarded(window_destination_count(&a.window) * stored_bytes(a.type));
    ep_task task;
    if (!has_kernel(ep_pooling_f32_plan(isa, &a, &task))) return NULL;
    run_on_pool(&task);
    return a.destination;
}

outcome check_pooling_f32(ep_isa isa) {
    for (int round = 0; round < 150; round++) {
        ep_window window = random_window(1, 4, 3, false);
        ep_float_type type = random_size(0, 1) ? EP_FLOAT_BF16 : EP_FLOAT_F32;
        size_t count = window_source_count(&window);
        ep_pooling_f32_arguments a = {.source = stored_as(type, whole_numbers(count), count),
                                      .type = type,
                                      .pooling = (ep_pooling)random_size(0, 2),
                                      .window = window,
                                      .lowest = -5,
                                      .highest = 6};
        const void *found = computed(isa, a), *expected = computed(EP_ISA_SCALAR, a);
        if (!found) return WITHOUT_KERNEL;
        for (size_t i = 0; i < window_destination_count(&window); i++) {
            float one = stored_at(type, found, i), other = stored_at(type, expected, i);
            if (one == other) continue;
            printf("pooling_f32 %s: round %d at %zu: %g, not %g\n", ep_isa_name(isa), round, i, (double)one,
                   (double)other);
            return DIFFERS;
        }
    }
    return AGREES;
}
