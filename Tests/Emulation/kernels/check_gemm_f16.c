#include "check.h"
#include <stdio.h>
#include <string.h>

/// Small whole numbers: fp16 holds every sum of as many products as are added together, so all have to give the same.
static uint16_t whole_half(void) {
    _Float16 half = (_Float16)((float)random_size(0, 16) - 8);
    uint16_t bits;
    memcpy(&bits, &half, sizeof bits);
    return bits;
}

static ep_gemm_f16_arguments drawn(void) {
    size_t rows = random_size(1, 20), columns = random_size(1, 140), depth = random_size(1, 70), more = random_size(0, 3);
    size_t bytes, count = (rows - 1) * (depth + more) + depth;
    ep_pack_f16_bytes(columns, depth, &bytes);
    void *packed = aligned(bytes);
    ep_pack_f32_arguments packing = {whole_numbers(columns * depth), columns, depth, 1, columns, whole_numbers(columns)};
    ep_pack_f16(&packing, packed, bytes);
    uint16_t *left = guarded(count * sizeof *left);
    for (size_t i = 0; i < count; i++) left[i] = whole_half();
    return (ep_gemm_f16_arguments){.left = left,
                                   .packed = packed,
                                   .packed_bytes = bytes,
                                   .rows = rows,
                                   .columns = columns,
                                   .depth = depth,
                                   .destination_stride = columns + more,
                                   .left_stride = depth + more,
                                   .destination_type = random_size(0, 1) ? EP_F16 : EP_F32,
                                   .lowest = more ? -INFINITY : -200,
                                   .highest = more ? INFINITY : 300};
}

static size_t destination_bytes(const ep_gemm_f16_arguments *a) {
    return ((a->rows - 1) * a->destination_stride + a->columns) * (a->destination_type == EP_F16 ? 2 : 4);
}

static void *computed(ep_isa isa, ep_gemm_f16_arguments a) {
    a.destination = guarded(destination_bytes(&a));
    ep_task task;
    if (!has_kernel(ep_gemm_f16_plan(isa, &a, &task))) return NULL;
    run_on_pool(&task);
    return a.destination;
}

outcome check_gemm_f16(ep_isa isa) {
    for (int round = 0; round < 150; round++) {
        ep_gemm_f16_arguments a = drawn();
        const void *found = computed(isa, a), *expected = computed(EP_ISA_SCALAR, a);
        if (!found) return WITHOUT_KERNEL;
        if (memcmp(found, expected, destination_bytes(&a)) == 0) continue;
        printf("gemm_f16 %s: %zu x %zu x %zu differs\n", ep_isa_name(isa), a.rows, a.depth, a.columns);
        return DIFFERS;
    }
    return AGREES;
}
