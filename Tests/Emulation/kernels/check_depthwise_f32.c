#include "check.h"
#include <stdio.h>

static ep_depthwise_f32_arguments drawn(void) {
    ep_window window = random_window(3, 5, 2, true);
    size_t channels = window.channels, taps = window.window_height * window.window_width, bytes;
    ep_pack_depthwise_f32_bytes(channels, window.window_height, &bytes);
    void *packed = aligned(bytes);
    ep_pack_depthwise_f32_arguments packing = {.weights = whole_numbers(channels * taps),
                                               .channels = channels,
                                               .size = window.window_height,
                                               .channel_stride = taps,
                                               .tap_stride = 1,
                                               .bias = whole_numbers(channels)};
    ep_pack_depthwise_f32(&packing, packed, bytes);
    return (ep_depthwise_f32_arguments){.source = whole_numbers(window_source_count(&window)),
                                        .packed = packed,
                                        .packed_bytes = bytes,
                                        .window = window,
                                        .lowest = -150,
                                        .highest = 200};
}

static float *computed(ep_isa isa, ep_depthwise_f32_arguments a) {
    a.destination = guarded(window_destination_count(&a.window) * sizeof(float));
    ep_task task;
    if (!has_kernel(ep_depthwise_f32_plan(isa, &a, &task))) return NULL;
    run_on_pool(&task);
    return a.destination;
}

outcome check_depthwise_f32(ep_isa isa) {
    for (int round = 0; round < 150; round++) {
        ep_depthwise_f32_arguments a = drawn();
        const float *found = computed(isa, a), *expected = computed(EP_ISA_SCALAR, a);
        if (!found) return WITHOUT_KERNEL;
        for (size_t i = 0; i < window_destination_count(&a.window); i++) {
            if (found[i] == expected[i]) continue;
            printf("depthwise_f32 %s: round %d at %zu: %g, not %g\n", ep_isa_name(isa), round, i, (double)found[i],
                   (double)expected[i]);
            return DIFFERS;
        }
    }
    return AGREES;
}
