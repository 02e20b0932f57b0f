#include "../common/window.h"
#include "pooling_u8.h"
#include <math.h>

/// The kernel of each instruction set; null where there is none.
static ep_pooling_u8_kernel *const kernels[EP_ISA_COUNT] = {
    [EP_ISA_SCALAR] = ep_pooling_u8_scalar,
#if defined(__x86_64__)
    [EP_ISA_AVX2] = ep_pooling_u8_avx2,
    [EP_ISA_AVX512] = ep_pooling_u8_avx512,
#elif defined(__aarch64__)
    [EP_ISA_NEON] = ep_pooling_u8_neon,
#endif
};

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    (void)scratch;
    const ep_pooling_u8_arguments *a = task->arguments;
    ep_pooling_u8_kernel *kernel = (ep_pooling_u8_kernel *)task->kernel;
    for (size_t number = first; number < end; number++) kernel(a, ep_pooled_at(&a->window, number));
}

static ep_status checked(const ep_pooling_u8_arguments *a) {
    if (a->pooling < EP_POOLING_MAXIMUM || a->pooling > EP_POOLING_AVERAGE_WITH_BORDER) return EP_BAD_SHAPE;
    if (a->type != EP_U8 && a->type != EP_S8) return EP_BAD_SHAPE;
    int32_t least = a->type == EP_U8 ? 0 : INT8_MIN, most = least + UINT8_MAX;
    if (a->zero_point < least || a->zero_point > most) return EP_BAD_SCALE;
    if (a->source_zero_point < least || a->source_zero_point > most) return EP_BAD_SCALE;
    if (a->pooling != EP_POOLING_MAXIMUM && !(isfinite(a->multiplier) && a->multiplier > 0)) return EP_BAD_SCALE;
    if (a->lowest < least || a->lowest > a->highest || a->highest > most) return EP_BAD_SHAPE;
    size_t pixels;
    if (!ep_product(a->window.window_height, a->window.window_width, &pixels)) return EP_OVERFLOW;
    if (pixels > EP_POOLING_U8_PIXELS) return EP_SUM_TOO_LONG;
    return ep_window_check(&a->window, a->destination, a->source, 1);
}

ep_status ep_pooling_u8_plan(ep_isa isa, const ep_pooling_u8_arguments *a, ep_task *task) {
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
