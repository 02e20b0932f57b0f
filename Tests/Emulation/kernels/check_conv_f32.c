#include "check.h"
#include <stdio.h>

static ep_conv_f32_arguments drawn(void) {
    ep_conv_shape s = {.input_height = random_size(1, 8),
                       .input_width = random_size(1, 8),
                       .channels = random_size(1, 9),
                       .kernel_height = random_size(1, 3),
                       .kernel_width = random_size(1, 3),
                       .stride_height = random_size(1, 2),
                       .stride_width = random_size(1, 2),
                       .dilation_height = random_size(1, 2),
                       .dilation_width = random_size(1, 2),
                       .pad_top = random_size(0, 3),
                       .pad_left = random_size(0, 3),
                       .output_height = random_size(1, 6),
                       .output_width = random_size(1, 6),
                       .outputs = random_size(1, 40)};
    size_t depth = s.kernel_height * s.kernel_width * s.channels, bytes, table_bytes;
    ep_pack_f32_bytes(s.outputs, depth, &bytes);
    void *packed = aligned(bytes);
    ep_pack_f32_arguments packing = {.weights = whole_numbers(s.outputs * depth),
                                     .columns = s.outputs,
                                     .depth = depth,
                                     .column_stride = depth,
                                     .depth_stride = 1,
                                     .bias = whole_numbers(s.outputs)};
    ep_pack_f32(&packing, packed, bytes);
    ep_conv_f32_table_bytes(&s, &table_bytes);
    return (ep_conv_f32_arguments){.shape = s,
                                   .input = whole_numbers(s.input_height * s.input_width * s.channels),
                                   .packed = packed,
                                   .packed_bytes = bytes,
                                   .destination_stride = s.outputs,
                                   .input_stride = s.channels,
                                   .table = aligned(table_bytes),
                                   .table_bytes = table_bytes,
                                   .swishes = random_size(0, 1),
                                    .lowest = -200,
                                   .highest = 300};
}

static float *computed(ep_isa isa, ep_conv_f32_arguments a) {
    a.destination = guarded(a.shape.output_height * a.shape.output_width * a.shape.outputs * sizeof(float));
    ep_task task;
    if (!has_kernel(ep_conv_f32_plan(isa, &a, &task))) return NULL;
    run_on_pool(&task);
    return a.destination;
}

outcome check_conv_f32(ep_isa isa) {
    for (int round = 0; round < 100; round++) {
        ep_conv_f32_arguments a = drawn();
        const float *found = computed(isa, a), *expected = computed(EP_ISA_SCALAR, a);
        if (!found) return WITHOUT_KERNEL;
        for (size_t i = 0; i < a.shape.output_height * a.shape.output_width * a.shape.outputs; i++) {
            if (found[i] == expected[i]) continue;
            printf("conv_f32 %s: round %d at %zu: %g, not %g\n", ep_isa_name(isa), round, i, (double)found[i],
                   (double)expected[i]);
            return DIFFERS;
        }
    }
    return AGREES;
}
