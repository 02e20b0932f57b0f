#include "check.h"
#include <stdio.h>
#include <string.h>

/// Numbers of all sizes, some of which are none.
static float *numbers_drawn(size_t count) {
    static const float strange[] = {NAN, INFINITY, -INFINITY, 1e30F, -1e30F, 1e-42F};
    float *numbers = guarded(count * sizeof *numbers);
    fill_floats(numbers, count);
    for (size_t i = 0; i < count; i++)
        if (!random_size(0, 15)) numbers[i] = strange[random_size(0, 5)];
    return numbers;
}

static float *computed(ep_isa isa, ep_activate_f32_arguments a) {
    a.destination = guarded(a.count * sizeof(float));
    ep_task task;
    if (!has_kernel(ep_activate_f32_plan(isa, &a, &task))) return NULL;
    run_on_pool(&task);
    return a.destination;
}

outcome check_activate_f32(ep_isa isa) {
    for (int round = 0; round < 200; round++) {
        size_t count = random_size(1, 200);
        ep_activate_f32_arguments a = {.source = numbers_drawn(count),
                                       .count = count,
                                       .activation = (ep_activation)random_size(0, EP_ACTIVATIONS - 1),
                                       .first = 0.2F,
                                       .second = 0.5F};
        const float *found = computed(isa, a), *expected = computed(EP_ISA_SCALAR, a);
        if (!found) return WITHOUT_KERNEL;
        for (size_t i = 0; i < count; i++) {
            if (found[i] == expected[i] || (isnan(found[i]) && isnan(expected[i]))) continue;
            printf("activate_f32 %s: activation %d of %g: %a, not %a\n", ep_isa_name(isa), (int)a.activation,
                   (double)((const float *)a.source)[i], (double)found[i], (double)expected[i]);
            return DIFFERS;
        }
    }
    return AGREES;
}
