#include "add_f32.h"
#include "../plan.h"

/// The kernel of each instruction set; null where there is none.
static ep_add_f32_kernel *const kernels[EP_ISA_COUNT] = {
    [EP_ISA_SCALAR] = ep_add_f32_scalar,
#if defined(__x86_64__)
    [EP_ISA_AVX2] = ep_add_f32_avx2,
    [EP_ISA_AVX512] = ep_add_f32_avx512,
#elif defined(__aarch64__)
    [EP_ISA_NEON] = ep_add_f32_neon,
#endif
};

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    (void)scratch;
    const ep_add_f32_arguments *a = task->arguments;
    ep_add_f32_kernel *kernel = (ep_add_f32_kernel *)task->kernel;
    size_t from = first * EP_ADD_F32_UNIT;
    size_t to = end * EP_ADD_F32_UNIT < a->count ? end * EP_ADD_F32_UNIT : a->count;
    kernel(a->destination + from, a->left + from, a->right + from, to - from, a->lowest, a->highest);
}

ep_status ep_add_f32_plan(ep_isa isa, const ep_add_f32_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    bool has_kernel = isa >= 0 && isa < EP_ISA_COUNT && kernels[isa];
    ep_status status = ep_isa_status(isa, has_kernel);
    if (status != EP_OK) return status;
    if (a->count && (!a->destination || !a->left || !a->right)) return EP_NULL_POINTER;
    if (a->count > PTRDIFF_MAX / sizeof(float)) return EP_OVERFLOW;
    if (!(a->lowest <= a->highest)) return EP_BAD_SHAPE;
    *task = (ep_task){.run = run,
                      .kernel = (void (*)(void))kernels[isa],
                      .arguments = a,
                      .units = (a->count + EP_ADD_F32_UNIT - 1) / EP_ADD_F32_UNIT,
                      .operations_each = EP_ADD_F32_UNIT};
    return EP_OK;
}
