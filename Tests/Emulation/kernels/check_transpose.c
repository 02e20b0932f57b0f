#include "check.h"
#include <stdio.h>
#include <string.h>

static ep_transpose_arguments drawn(void) {
    size_t element = random_size(0, 1) ? 1 : 4, matrices = random_size(1, 3);
    size_t rows = random_size(1, random_size(0, 7) ? 20 : 600), columns = random_size(1, random_size(0, 7) ? 50 : 600);
    size_t padded = rows + random_size(0, random_size(0, 7) ? 5 : 300), stride = columns + random_size(0, 2);
    return (ep_transpose_arguments){.source = random_bytes(matrices * rows * stride * element),
                                    .element_bytes = element,
                                    .matrices = matrices,
                                    .rows = rows,
                                    .columns = columns,
                                    .source_stride = stride,
                                    .destination_stride = padded + random_size(0, 2),
                                    .padded_rows = padded,
                                    .padding = (uint32_t)random_bits()};
}

static size_t result_bytes(const ep_transpose_arguments *a) {
    return a->matrices * a->columns * a->destination_stride * a->element_bytes;
}

static void *computed(ep_isa isa, ep_transpose_arguments a) {
    a.destination = guarded(result_bytes(&a));
    ep_task task;
    if (!has_kernel(ep_transpose_plan(isa, &a, &task))) return NULL;
    run_on_pool(&task);
    return a.destination;
}

outcome check_transpose(ep_isa isa) {
    for (int round = 0; round < 150; round++) {
        ep_transpose_arguments a = drawn();
        const void *found = computed(isa, a), *expected = computed(EP_ISA_SCALAR, a);
        if (!found) return WITHOUT_KERNEL;
        if (memcmp(found, expected, result_bytes(&a)) == 0) continue;
        printf("transpose %s: round %d differs\n", ep_isa_name(isa), round);
        return DIFFERS;
    }
    return AGREES;
}
