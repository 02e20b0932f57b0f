#include "../common/narrow.h"
#include "elementwise_f32.h"

/// The kernel of each instruction set; null where there is none.
static ep_pairs_kernel *const kernels[EP_ISA_COUNT] = {
    [EP_ISA_SCALAR] = ep_elementwise_f32_scalar,
#if defined(__x86_64__)
    [EP_ISA_AVX2] = ep_elementwise_f32_avx2,
    [EP_ISA_AVX512] = ep_elementwise_f32_avx512,
#elif defined(__aarch64__)
    [EP_ISA_NEON] = ep_elementwise_f32_neon,
#endif
};

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    (void)scratch;
    const ep_elementwise_f32_arguments *a = task->arguments;
    ep_pairs_operands operands = {a->pairs, a->destination, a->left, a->right, ep_float_bytes(a->type)};
    ep_pairs_run(&operands, first, end, kernels[task->isa], a);
}

ep_status ep_elementwise_f32_plan(ep_isa isa, const ep_elementwise_f32_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    bool has_kernel = isa >= 0 && isa < EP_ISA_COUNT && kernels[isa];
    ep_status status = ep_isa_status(isa, has_kernel);
    if (status != EP_OK) return status;
    if (a->operation < EP_ADD || a->operation > EP_DIVIDE) return EP_BAD_SHAPE;
    if (a->type > EP_FLOAT_BF16) return EP_BAD_SHAPE;
    if (!(a->lowest <= a->highest)) return EP_BAD_SHAPE;
    status = ep_pairs_check(&a->pairs, a->destination, a->left, a->right, ep_float_bytes(a->type));
    if (status != EP_OK) return status;
    *task = (ep_task){.run = run,
                      .isa = isa,
                      .arguments = a,
                      .units = ep_pairs_units(a->pairs),
                      .operations_each = EP_PATCH_ELEMENTS};
    return EP_OK;
}
