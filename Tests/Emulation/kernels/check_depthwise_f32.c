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
    ep_float_type type = random_size(0, 1) ? EP_FLOAT_BF16 : EP_FLOAT_F32;
    size_t count = window_source_count(&window);
    return (ep_depthwise_f32_arguments){.source = stored_as(type, whole_numbers(count), count),
                                        .type = type,
                                        .packed = packed,
                                        .packed_bytes = bytes,
                                        .window = window,
                                        .swishes = random_size(0, 1),
                                    .lowest = -150,
                                        .highest = 200};
}

static void *computed(ep_isa isa, ep_depthwise_f32_arguments a) {
    a.destination = guarded(window_destination_count(&a.window) * stored_bytes(a.type));
    ep_task task;
    if (!has_kernel(ep_depthwise_f32_plan(isa, &a, &task))) return NULL;
    run_on_pool(&task);
    return a.destination;
}

outcome check_depthwise_f32(ep_isa isa) {
    bool compared = false;
    for (int round = 0; round < 150; round++) {
        ep_depthwise_f32_arguments a = drawn();
        const void *found = computed(isa, a), *expected = computed(EP_ISA_SCALAR, a);
        // Some have kernels for one of the types.
        if (!found) continue;
        compared = true;
        for (size_t i = 0; i < window_destination_count(&a.window); i++) {
            float one = stored_at(a.type, found, i), other = stored_at(a.type, expected, i);
            if (one == other) continue;
            printf("depthwise_f32 %s: round %d at %zu: %g, not %g\n", ep_isa_name(isa), round, i, (double)one,
                   (double)other);
            return DIFFERS;
        }
    }
    return compared ? AGREES : WITHOUT_KERNEL;
}
