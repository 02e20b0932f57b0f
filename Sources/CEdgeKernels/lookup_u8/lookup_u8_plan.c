#include "../common/patches.h"
#include "lookup_u8.h"

/// The kernel of each instruction set; null where there is none.
static ep_lookup_u8_kernel *const kernels[EP_ISA_COUNT] = {
    [EP_ISA_SCALAR] = ep_lookup_u8_scalar,
#if defined(__x86_64__)
    [EP_ISA_AVX2] = ep_lookup_u8_avx2,
    [EP_ISA_AVX512] = ep_lookup_u8_avx512,
#elif defined(__aarch64__)
    [EP_ISA_NEON] = ep_lookup_u8_neon,
#endif
};

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    (void)scratch;
    const ep_lookup_u8_arguments *a = task->arguments;
    size_t from = first * EP_PATCH_ELEMENTS;
    size_t to = end * EP_PATCH_ELEMENTS < a->count ? end * EP_PATCH_ELEMENTS : a->count;
    kernels[task->isa]((uint8_t *)a->destination + from, (const uint8_t *)a->source + from, to - from, a->table);
}

ep_status ep_lookup_u8_plan(ep_isa isa, const ep_lookup_u8_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    bool has_kernel = isa >= 0 && isa < EP_ISA_COUNT && kernels[isa];
    ep_status status = ep_isa_status(isa, has_kernel);
    if (status != EP_OK) return status;
    if (!a->table || (a->count && (!a->destination || !a->source))) return EP_NULL_POINTER;
    if (a->count > PTRDIFF_MAX) return EP_OVERFLOW;
    *task = (ep_task){.run = run,
                      .isa = isa,
                      .arguments = a,
                      .units = ep_patches_units(ep_patches_make(1, a->count)),
                      .operations_each = EP_PATCH_ELEMENTS};
    return EP_OK;
}
