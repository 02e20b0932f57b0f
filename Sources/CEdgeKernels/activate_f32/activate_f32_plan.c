#include "../common/patches.h"
#include "activate_f32.h"
#include <stdint.h>

/// The kernel of each instruction set; null where there is none.
static ep_activate_f32_kernel *const kernels[EP_ISA_COUNT] = {
    [EP_ISA_SCALAR] = ep_activate_f32_scalar,
#if defined(__x86_64__)
    [EP_ISA_AVX2] = ep_activate_f32_avx2,
    [EP_ISA_AVX512] = ep_activate_f32_avx512,
#elif defined(__aarch64__)
    [EP_ISA_NEON] = ep_activate_f32_neon,
#endif
};

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    (void)scratch;
    const ep_activate_f32_arguments *a = task->arguments;
    size_t to = end * EP_PATCH_ELEMENTS < a->count ? end * EP_PATCH_ELEMENTS : a->count;
    kernels[task->isa](a, first * EP_PATCH_ELEMENTS, to);
}

ep_status ep_activate_f32_plan(ep_isa isa, const ep_activate_f32_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    bool has_kernel = isa >= 0 && isa < EP_ISA_COUNT && kernels[isa];
    ep_status status = ep_isa_status(isa, has_kernel);
    if (status != EP_OK) return status;
    if (!ep_activation_is_right(a->activation, a->first, a->second)) return EP_BAD_SHAPE;
    if (a->destination_type > EP_FLOAT_BF16 || a->source_type > EP_FLOAT_BF16) return EP_BAD_SHAPE;
    if (a->count && (!a->destination || !a->source)) return EP_NULL_POINTER;
    if (a->count > PTRDIFF_MAX / sizeof(float)) return EP_OVERFLOW;
    *task = (ep_task){.run = run,
                      .isa = isa,
                      .arguments = a,
                      .units = ep_patches_units(ep_patches_make(1, a->count)),
                      .operations_each = EP_PATCH_ELEMENTS};
    return EP_OK;
}
