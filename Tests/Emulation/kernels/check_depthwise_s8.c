#include "check.h"
#include <stdio.h>
#include <string.h>

static ep_depthwise_s8_arguments drawn(void) {
    ep_window window = random_window(3, 5, 2, true);
    size_t channels = window.channels, taps = window.window_height * window.window_width;
    int32_t *bias = guarded(channels * sizeof *bias);
    float *multipliers = guarded(channels * sizeof *multipliers);
    for (size_t c = 0; c < channels; c++) {
        bias[c] = (int32_t)random_size(0, 20000) - 10000;
        multipliers[c] = (random_float() + 8.5F) * (random_size(0, 9) ? 0.0005F : 1e9F);
    }
    size_t bytes;
    ep_pack_depthwise_s8_bytes(channels, window.window_height, &bytes);
    void *packed = aligned(bytes);
    ep_pack_depthwise_s8_arguments packing = {.weights = (const int8_t *)random_bytes(channels * taps),
                                              .channels = channels,
                                              .size = window.window_height,
                                              .channel_stride = taps,
                                              .tap_stride = 1,
                                              .bias = bias,
                                              .multipliers = multipliers,
                                              .zero_point = (int32_t)random_size(0, 255)};
    ep_pack_depthwise_s8(&packing, packed, bytes);
    bool is_signed = random_size(0, 1);
    int32_t least = is_signed ? -128 : 0;
    return (ep_depthwise_s8_arguments){.source = random_bytes(window_source_count(&window)),
                                       .type = is_signed ? EP_S8 : EP_U8,
                                       .packed = packed,
                                       .packed_bytes = bytes,
                                       .window = window,
                                       .zero_point = least + 100,
                                       .lowest = least + 3,
                                       .highest = least + 240};
}

static void *computed(ep_isa isa, ep_depthwise_s8_arguments a) {
    a.destination = guarded(window_destination_count(&a.window));
    ep_task task;
    if (!has_kernel(ep_depthwise_s8_plan(isa, &a, &task))) return NULL;
    run_on_pool(&task);
    return a.destination;
}

outcome check_depthwise_s8(ep_isa isa) {
    for (int round = 0; round < 150; round++) {
        ep_depthwise_s8_arguments a = drawn();
        const void *found = computed(isa, a), *expected = computed(EP_ISA_SCALAR, a);
        if (!found) return WITHOUT_KERNEL;
        if (memcmp(found, expected, window_destination_count(&a.window)) == 0) continue;
        printf("depthwise_s8 %s: round %d differs\n", ep_isa_name(isa), round);
        return DIFFERS;
    }
    return AGREES;
}
