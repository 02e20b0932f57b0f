#include "../common/window.h"
#include "../common/narrow.h"
#include "pooling_f32.h"

/// The kernel of each instruction set; null where there is none.
static ep_pooling_f32_kernel *const kernels[EP_ISA_COUNT] = {
    [EP_ISA_SCALAR] = ep_pooling_f32_scalar,
#if defined(__x86_64__)
    [EP_ISA_AVX2] = ep_pooling_f32_avx2,
    [EP_ISA_AVX512] = ep_pooling_f32_avx512,
#elif defined(__aarch64__)
    [EP_ISA_NEON] = ep_pooling_f32_neon,
#endif
};

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    (void)scratch;
    const ep_pooling_f32_arguments *a = task->arguments;
    ep_pooling_f32_kernel *kernel = (ep_pooling_f32_kernel *)task->kernel;
    for (size_t number = first; number < end; number++) kernel(a, ep_pooled_at(&a->window, number));
}

static ep_status checked(const ep_pooling_f32_arguments *a) {
    if (a->pooling < EP_POOLING_MAXIMUM || a->pooling > EP_POOLING_AVERAGE_WITH_BORDER) return EP_BAD_SHAPE;
    if (a->type > EP_FLOAT_BF16) return EP_BAD_SHAPE;
    if (!(a->lowest <= a->highest)) return EP_BAD_SHAPE;
    return ep_window_check(&a->window, a->destination, a->source, ep_float_bytes(a->type));
}

ep_status ep_pooling_f32_plan(ep_isa isa, const ep_pooling_f32_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    bool has_kernel = isa >= 0 && isa < EP_ISA_COUNT && kernels[isa];
    ep_status status = ep_isa_status(isa, has_kernel);
    if (status == EP_OK) status = checked(a);
    if (status != EP_OK) return status;
    const ep_window *w = &a->window;
    size_t units = ep_pooled_units(w);
    double pixels = (double)w->window_height * (double)w->window_width * (double)ep_window_columns(w);
    *task = (ep_task){.run = run,
                      .kernel = (void (*)(void))kernels[isa],
                      .isa = isa,
                      .arguments = a,
                      .units = units,
                      .operations_each = pixels * (double)EP_POOLED_CHANNELS};
    return EP_OK;
}
