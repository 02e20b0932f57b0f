#include "check.h"
#include <stdio.h>
#include <string.h>

/// Rows with gaps; now and then one that has no answer.
static ep_rows drawn(void) {
    size_t rows = random_size(1, 4), columns = random_size(1, 150), stride = columns + random_size(0, 2);
    float *source = guarded(((rows - 1) * stride + columns) * sizeof *source);
    fill_floats(source, (rows - 1) * stride + columns);
    if (!random_size(0, 7)) source[0] = random_size(0, 1) ? NAN : INFINITY;
    return (ep_rows){
        .source = source, .rows = rows, .columns = columns, .destination_stride = columns, .source_stride = stride};
}

static bool agree(const char *name, ep_isa isa, const ep_rows *r, const float *found, const float *expected) {
    for (size_t i = 0; i < r->rows * r->columns; i++) {
        if (found[i] == expected[i] || (isnan(found[i]) && isnan(expected[i]))) continue;
        printf("%s %s: %zu x %zu at %zu: %a, not %a\n", name, ep_isa_name(isa), r->rows, r->columns, i,
               (double)found[i], (double)expected[i]);
        return false;
    }
    return true;
}

static float *softmax(ep_isa isa, ep_softmax_f32_arguments a) {
    a.rows.destination = guarded(a.rows.rows * a.rows.columns * sizeof(float));
    ep_task task;
    if (!has_kernel(ep_softmax_f32_plan(isa, &a, &task))) return NULL;
    run_on_pool(&task);
    return a.rows.destination;
}

outcome check_softmax_f32(ep_isa isa) {
    for (int round = 0; round < 150; round++) {
        ep_softmax_f32_arguments a = {.rows = drawn(), .scale = 0.3F};
        const float *found = softmax(isa, a), *expected = softmax(EP_ISA_SCALAR, a);
        if (!found) return WITHOUT_KERNEL;
        if (!agree("softmax_f32", isa, &a.rows, found, expected)) return DIFFERS;
    }
    return AGREES;
}

static float *norm(ep_isa isa, ep_norm_f32_arguments a) {
    a.rows.destination = guarded(a.rows.rows * a.rows.columns * sizeof(float));
    ep_task task;
    if (!has_kernel(ep_norm_f32_plan(isa, &a, &task))) return NULL;
    run_on_pool(&task);
    return a.rows.destination;
}

outcome check_norm_f32(ep_isa isa) {
    for (int round = 0; round < 150; round++) {
        ep_norm_f32_arguments a = {.rows = drawn(), .norm = (ep_norm)random_size(0, 1), .epsilon = 1e-5F};
        float *numbers = guarded(a.rows.columns * sizeof *numbers);
        fill_floats(numbers, a.rows.columns);
        if (random_size(0, 1)) a.weights = numbers;
        if (random_size(0, 1)) a.bias = numbers;
        const float *found = norm(isa, a), *expected = norm(EP_ISA_SCALAR, a);
        if (!found) return WITHOUT_KERNEL;
        if (!agree("norm_f32", isa, &a.rows, found, expected)) return DIFFERS;
    }
    return AGREES;
}

static float *rotary(ep_isa isa, ep_rotary_f32_arguments a) {
    a.rows.destination = guarded(a.rows.rows * a.rows.columns * sizeof(float));
    ep_task task;
    if (!has_kernel(ep_rotary_f32_plan(isa, &a, &task))) return NULL;
    run_on_pool(&task);
    return a.rows.destination;
}

outcome check_rotary_f32(ep_isa isa) {
    for (int round = 0; round < 150; round++) {
        ep_rotary_f32_arguments a = {.rows = drawn(), .are_neighbours = random_size(0, 1)};
        a.head = a.rows.columns;
        a.turned = random_size(0, a.head / 2) * 2;
        size_t count = a.rows.rows * (a.turned / 2);
        float *cosines = guarded(count * sizeof *cosines), *sines = guarded(count * sizeof *sines);
        if (ep_rotary_f32_fill(random_size(0, 999), a.rows.rows, a.turned, 1e4, cosines, sines) != EP_OK)
            return DIFFERS;
        a.cosines = cosines;
        a.sines = sines;
        const float *found = rotary(isa, a), *expected = rotary(EP_ISA_SCALAR, a);
        if (!found) return WITHOUT_KERNEL;
        if (!agree("rotary_f32", isa, &a.rows, found, expected)) return DIFFERS;
    }
    return AGREES;
}
