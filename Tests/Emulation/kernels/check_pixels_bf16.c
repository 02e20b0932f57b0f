#include "check.h"
#include <stdio.h>
#include <string.h>

static uint16_t *computed(ep_isa isa, ep_pixels_bf16_arguments a) {
    a.destination = guarded(a.images * a.pixels * EP_PIXELS_CHANNELS * sizeof *a.destination);
    ep_task task;
    if (!has_kernel(ep_pixels_bf16_plan(isa, &a, &task))) return NULL;
    run_on_pool(&task);
    return a.destination;
}

outcome check_pixels_bf16(ep_isa isa) {
    for (int round = 0; round < 100; round++) {
        ep_pixels_bf16_arguments a = {.images = random_size(1, 3),
                                      .channels = random_size(1, EP_PIXELS_CHANNELS),
                                      .pixels = random_size(1, random_size(0, 9) ? 100 : 9000)};
        size_t count = a.images * a.channels * a.pixels;
        float *source = guarded(count * sizeof *source);
        fill_floats(source, count);
        if (random_size(0, 3) == 0) source[random_size(0, count - 1)] = NAN;
        a.source = source;
        const uint16_t *found = computed(isa, a), *expected = computed(EP_ISA_SCALAR, a);
        if (!found) return WITHOUT_KERNEL;
        if (memcmp(found, expected, a.images * a.pixels * EP_PIXELS_CHANNELS * sizeof *found) == 0) continue;
        printf("pixels_bf16 %s: round %d differs\n", ep_isa_name(isa), round);
        return DIFFERS;
    }
    return AGREES;
}
