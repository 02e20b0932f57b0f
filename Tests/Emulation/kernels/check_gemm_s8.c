#include "check.h"
#include <stdio.h>
#include <string.h>

static ep_gemm_s8_arguments drawn(void) {
    size_t rows = random_size(1, 17), columns = random_size(1, 70), depth = random_size(1, 40), more = random_size(0, 5);
    const ep_element types[] = {EP_U8, EP_S8, EP_S32, EP_F32};
    // Kernels of their own take sums of whole fours with small multipliers, of 16, and results without bounds.
    bool is_short = random_size(0, 1), is_whole = random_size(0, 1);
    if (random_size(0, 3) == 0) depth += 64 * random_size(1, 2);
    if (is_short) depth = random_size(0, 1) ? 16 : (depth + 3) / 4 * 4;
    float *multipliers = guarded(columns * sizeof *multipliers), *scales = guarded(rows * sizeof *scales);
    int32_t *bias = guarded(columns * sizeof *bias);
    for (size_t n = 0; n < columns; n++) {
        multipliers[n] = (random_float() + 8.5F) * (is_short || random_size(0, 9) ? 0.0003F : 1e9F);
        bias[n] = (int32_t)random_size(0, 20000) - 10000;
    }
    fill_floats(scales, rows);
    size_t bytes;
    ep_pack_s8_bytes(columns, 1, depth, &bytes);
    void *packed = aligned(bytes);
    ep_pack_s8_arguments packing = {.weights = (const int8_t *)random_bytes(columns * depth),
                                    .columns = columns,
                                    .taps = 1,
                                    .depth = depth,
                                    .column_stride = depth,
                                    .tap_stride = 1,
                                    .depth_stride = 1,
                                    .bias = bias,
                                    .multipliers = multipliers,
                                    .zero_point = (int32_t)random_size(0, 255)};
    ep_pack_s8(&packing, packed, bytes);
    ep_element type = types[random_size(0, 3)];
    int32_t least = type == EP_S8 ? -128 : 0;
    return (ep_gemm_s8_arguments){.left = random_bytes((rows - 1) * (depth + more) + depth),
                                  .left_type = more % 2 ? EP_U8 : EP_S8,
                                  .packed = packed,
                                  .packed_bytes = bytes,
                                  .rows = rows,
                                  .columns = columns,
                                  .depth = depth,
                                  .destination_stride = columns + more,
                                  .left_stride = depth + more,
                                  .result = {.type = type,
                                             .zero_point = least + 100,
                                             .lowest = is_whole ? least : least + 3,
                                             .highest = is_whole ? least + 255 : least + 240,
                                             .lowest_value = -5e6F,
                                             .highest_value = 5e6F,
                                             .row_scales = more == 2 ? scales : NULL,
                                             .bias = more == 3 ? multipliers : NULL}};
}

static size_t destination_bytes(const ep_gemm_s8_arguments *a) {
    size_t elements = (a->rows - 1) * a->destination_stride + a->columns;
    return a->result.type == EP_S32 || a->result.type == EP_F32 ? elements * 4 : elements;
}

static void *computed(ep_isa isa, ep_gemm_s8_arguments a) {
    a.destination = guarded(destination_bytes(&a));
    ep_task task;
    if (!has_kernel(ep_gemm_s8_plan(isa, &a, &task))) return NULL;
    run_on_pool(&task);
    return a.destination;
}

outcome check_gemm_s8(ep_isa isa) {
    for (int round = 0; round < 300; round++) {
        ep_gemm_s8_arguments a = drawn();
        const void *found = computed(isa, a), *expected = computed(EP_ISA_SCALAR, a);
        if (!found) return WITHOUT_KERNEL;
        if (memcmp(found, expected, destination_bytes(&a)) == 0) continue;
        printf("gemm_s8 %s: %zu x %zu x %zu to type %d differs\n", ep_isa_name(isa), a.rows, a.depth, a.columns,
               (int)a.result.type);
        return DIFFERS;
    }
    return AGREES;
}
