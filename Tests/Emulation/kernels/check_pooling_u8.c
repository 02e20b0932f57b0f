#include "check.h"
#include <stdio.h>
#include <string.h>

static ep_pooling_u8_arguments drawn(void) {
    ep_window window = random_window(1, 4, 3, false);
    bool is_signed = random_size(0, 1);
    int32_t least = is_signed ? -128 : 0;
    return (ep_pooling_u8_arguments){.source = random_bytes(window_source_count(&window)),
                                     .type = is_signed ? EP_S8 : EP_U8,
                                     .pooling = (ep_pooling)random_size(0, 2),
                                     .window = window,
                                     .source_zero_point = least + (int32_t)random_size(0, 255),
                                     .zero_point = least + (int32_t)random_size(0, 255),
                                     .lowest = least + 3,
                                     .highest = least + 240,
                                     .multiplier = random_float() + 8.5F};
}

static void *computed(ep_isa isa, ep_pooling_u8_arguments a) {
    a.destination = guarded(window_destination_count(&a.window));
    ep_task task;
    if (!has_kernel(ep_pooling_u8_plan(isa, &a, &task))) return NULL;
    run_on_pool(&task);
    return a.destination;
}

outcome check_pooling_u8(ep_isa isa) {
    for (int round = 0; round < 150; round++) {
        ep_pooling_u8_arguments a = drawn();
        const void *found = computed(isa, a), *expected = computed(EP_ISA_SCALAR, a);
        if (!found) return WITHOUT_KERNEL;
        if (memcmp(found, expected, window_destination_count(&a.window)) == 0) continue;
        printf("pooling_u8 %s: round %d differs\n", ep_isa_name(isa), round);
        return DIFFERS;
    }
    return AGREES;
}
