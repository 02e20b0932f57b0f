#include "check.h"
#include <stdio.h>

static float *drawn_numbers(size_t count) {
    float *numbers = guarded(count * sizeof *numbers);
    for (size_t i = 0; i < count; i++) numbers[i] = (float)random_size(0, 30) - 15;
    return numbers;
}

static ep_conv_bf16_arguments drawn(void) {
    ep_conv_shape s = {.input_height = random_size(1, 8),
                       .input_width = random_size(1, 30),
                       .channels = 2 * random_size(1, random_size(0, 3) ? 9 : 80),
                       .kernel_height = random_size(1, 3),
                       .kernel_width = random_size(1, 4),
                       .stride_height = random_size(1, 2),
                       .stride_width = random_size(1, 2),
                       .dilation_height = random_size(1, 2),
                       .dilation_width = random_size(1, random_size(1, 2)),
                       .pad_top = random_size(0, 3),
                       .pad_left = random_size(0, 5),
                       .output_height = random_size(1, 6),
                       .output_width = random_size(1, 30),
                       .outputs = random_size(1, 70)};
    size_t depth = s.kernel_height * s.kernel_width * s.channels, bytes, gap = 2 * random_size(0, 1);
    ep_pack_bf16_bytes(s.outputs, depth, &bytes);
    void *packed = aligned(bytes);
    ep_pack_f32_arguments packing = {.weights = drawn_numbers(s.outputs * depth),
                                     .columns = s.outputs,
                                     .depth = depth,
                                     .column_stride = depth,
                                     .depth_stride = 1,
                                     .bias = drawn_numbers(s.outputs)};
    ep_pack_bf16(&packing, packed, bytes);
    size_t inputs = s.input_height * s.input_width * (s.channels + gap);
    size_t results = s.output_height * s.output_width * s.outputs;
    ep_float_type beside = random_size(0, 1) ? EP_FLOAT_BF16 : EP_FLOAT_F32;
    void *residual = random_size(0, 1) ? stored_as(beside, drawn_numbers(results), results) : NULL;
    return (ep_conv_bf16_arguments){.shape = s,
                                    .input = stored_as(EP_FLOAT_BF16, drawn_numbers(inputs), inputs),
                                    .residual = {residual, s.outputs, beside},
                                    .packed = packed,
                                    .packed_bytes = bytes,
                                    .destination_stride = s.outputs,
                                    .input_stride = s.channels + gap,
                                    .destination_type = random_size(0, 1) ? EP_FLOAT_BF16 : EP_FLOAT_F32,
                                    .swishes = random_size(0, 1),
                                    .lowest = -20000,
                                    .highest = 30000};
}

static void *computed(ep_isa isa, ep_conv_bf16_arguments a) {
    size_t count = a.shape.output_height * a.shape.output_width * a.shape.outputs;
    a.destination = guarded(count * stored_bytes(a.destination_type));
    ep_task task;
    if (!has_kernel(ep_conv_bf16_plan(isa, &a, &task))) return NULL;
    run_on_pool(&task);
    return a.destination;
}

outcome check_conv_bf16(ep_isa isa) {
    for (int round = 0; round < 100; round++) {
        ep_conv_bf16_arguments a = drawn();
        const void *found = computed(isa, a), *expected = computed(EP_ISA_SCALAR, a);
        if (!found) return WITHOUT_KERNEL;
        for (size_t i = 0; i < a.shape.output_height * a.shape.output_width * a.shape.outputs; i++) {
            float one = stored_at(a.destination_type, found, i), other = stored_at(a.destination_type, expected, i);
            if (one == other) continue;
            printf("conv_bf16 %s: round %d at %zu: %g, not %g\n", ep_isa_name(isa), round, i, (double)one,
                   (double)other);
            return DIFFERS;
        }
    }
    return AGREES;
}
