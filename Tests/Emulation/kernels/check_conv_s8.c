#include "check.h"
#include <stdio.h>
#include <string.h>

static const void *packed(const ep_conv_shape *s, size_t *bytes) {
    size_t taps = s->kernel_height * s->kernel_width;
    float *multipliers = guarded(s->outputs * sizeof *multipliers);
    for (size_t n = 0; n < s->outputs; n++) multipliers[n] = (random_float() + 8.5F) * 0.0005F;
    ep_pack_s8_bytes(s->outputs, taps, s->channels, bytes);
    void *memory = aligned(*bytes);
    ep_pack_s8_arguments packing = {.weights = (const int8_t *)random_bytes(s->outputs * taps * s->channels),
                                    .columns = s->outputs,
                                    .taps = taps,
                                    .depth = s->channels,
                                    .column_stride = taps * s->channels,
                                    .tap_stride = s->channels,
                                    .depth_stride = 1,
                                    .multipliers = multipliers,
                                    .zero_point = (int32_t)random_size(0, 255)};
    ep_pack_s8(&packing, memory, *bytes);
    return memory;
}

static ep_conv_s8_arguments drawn(void) {
    ep_conv_shape s = {.input_height = random_size(1, 8),
                       .input_width = random_size(1, 8),
                       .channels = random_size(1, 21),
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
    ep_conv_s8_arguments a = {.shape = s,
                              .input = random_bytes(s.input_height * s.input_width * s.channels),
                              .input_type = random_size(0, 1) ? EP_U8 : EP_S8,
                              .destination_stride = s.outputs,
                              .input_stride = s.channels,
                              .result = {.type = EP_U8, .zero_point = 100, .lowest = 3, .highest = 240}};
    a.packed = packed(&s, &a.packed_bytes);
    return a;
}

static size_t destination_count(const ep_conv_s8_arguments *a) {
    return a->shape.output_height * a->shape.output_width * a->shape.outputs;
}

static void *computed(ep_isa isa, ep_conv_s8_arguments a) {
    a.destination = guarded(destination_count(&a));
    ep_task task;
    if (!has_kernel(ep_conv_s8_plan(isa, &a, &task))) return NULL;
    run_on_pool(&task);
    return a.destination;
}

outcome check_conv_s8(ep_isa isa) {
    for (int round = 0; round < 150; round++) {
        ep_conv_s8_arguments a = drawn();
        const void *found = computed(isa, a), *expected = computed(EP_ISA_SCALAR, a);
        if (!found) return WITHOUT_KERNEL;
        if (memcmp(found, expected, destination_count(&a)) == 0) continue;
        printf("conv_s8 %s: round %d differs\n", ep_isa_name(isa), round);
        return DIFFERS;
    }
    return AGREES;
}
