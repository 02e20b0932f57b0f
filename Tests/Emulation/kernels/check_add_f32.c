#include "check.h"
#include <stdio.h>
#include <string.h>

static float *computed(ep_isa isa, ep_add_f32_arguments a) {
    a.destination = guarded(a.count * sizeof(float));
    ep_task task;
    if (!has_kernel(ep_add_f32_plan(isa, &a, &task))) return NULL;
    run_on_pool(&task);
    return a.destination;
}

outcome check_add_f32(ep_isa isa) {
    for (int round = 0; round < 100; round++) {
        size_t count = random_size(1, 200);
        float *left = guarded(count * sizeof *left), *right = guarded(count * sizeof *right);
        fill_floats(left, count);
        fill_floats(right, count);
        ep_add_f32_arguments a = {.left = left, .right = right, .count = count, .lowest = -9, .highest = INFINITY};
        const float *found = computed(isa, a), *expected = computed(EP_ISA_SCALAR, a);
        if (!found) return WITHOUT_KERNEL;
        if (memcmp(found, expected, count * sizeof *found) == 0) continue;
        printf("add_f32 %s: %zu differ\n", ep_isa_name(isa), count);
        return DIFFERS;
    }
    return AGREES;
}
