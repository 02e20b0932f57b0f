#include "check.h"
#include <stdio.h>
#include <string.h>

static void *computed(ep_isa isa, ep_lookup_u8_arguments a) {
    a.destination = guarded(a.count);
    ep_task task;
    if (!has_kernel(ep_lookup_u8_plan(isa, &a, &task))) return NULL;
    run_on_pool(&task);
    return a.destination;
}

outcome check_lookup_u8(ep_isa isa) {
    for (int round = 0; round < 100; round++) {
        size_t count = random_size(1, 300);
        ep_lookup_u8_arguments a = {.source = random_bytes(count), .count = count, .table = random_bytes(256)};
        const void *found = computed(isa, a), *expected = computed(EP_ISA_SCALAR, a);
        if (!found) return WITHOUT_KERNEL;
        if (memcmp(found, expected, count) == 0) continue;
        printf("lookup_u8 %s: round %d differs\n", ep_isa_name(isa), round);
        return DIFFERS;
    }
    return AGREES;
}
