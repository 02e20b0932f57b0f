#include "check.h"
#include <stdio.h>

static float *floats_drawn(size_t count) {
    float *numbers = guarded(count * sizeof *numbers);
    for (size_t i = 0; i < count; i++) numbers[i] = random_float() / 4;
    return numbers;
}

static ep_attention_f32_arguments drawn(void) {
    size_t key_heads = random_size(1, 2), heads = key_heads * random_size(1, 4), head = random_size(1, 70);
    size_t keys = random_size(1, 50), queries = random_size(0, 2) ? random_size(1, keys) : 1, gap = random_size(0, 2);
    size_t stride = heads * head + gap, key_stride = key_heads * head + gap;
    return (ep_attention_f32_arguments){.queries = floats_drawn((queries - 1) * stride + heads * head),
                                        .keys = floats_drawn((keys - 1) * key_stride + key_heads * head),
                                        .values = floats_drawn((keys - 1) * key_stride + key_heads * head),
                                        .head = head,
                                        .heads = heads,
                                        .key_heads = key_heads,
                                        .query_count = queries,
                                        .key_count = keys,
                                        .destination_stride = stride,
                                        .query_stride = stride,
                                        .key_stride = key_stride,
                                        .value_stride = key_stride,
                                        .key_head_stride = head,
                                        .value_head_stride = head,
                                        .scale = 0.2F,
                                        .is_causal = random_size(0, 1)};
}

static size_t results(const ep_attention_f32_arguments *a) {
    return (a->query_count - 1) * a->destination_stride + a->heads * a->head;
}

static float *computed(ep_isa isa, ep_attention_f32_arguments a) {
    a.destination = guarded(results(&a) * sizeof(float));
    ep_task task;
    if (!has_kernel(ep_attention_f32_plan(isa, &a, &task))) return NULL;
    run_on_pool(&task);
    return a.destination;
}

outcome check_attention_f32(ep_isa isa) {
    for (int round = 0; round < 60; round++) {
        ep_attention_f32_arguments a = drawn();
        const float *found = computed(isa, a), *expected = computed(EP_ISA_SCALAR, a);
        if (!found) return WITHOUT_KERNEL;
        for (size_t i = 0; i < results(&a); i++) {
            // Mixed from values below 2 in size, by parts of one.
            if (fabsf(found[i] - expected[i]) <= 2e-5F) continue;
            printf("attention_f32 %s: round %d at %zu: %g, not %g\n", ep_isa_name(isa), round, i, (double)found[i],
                   (double)expected[i]);
            return DIFFERS;
        }
    }
    return AGREES;
}
