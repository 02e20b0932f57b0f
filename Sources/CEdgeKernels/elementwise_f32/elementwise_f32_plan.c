#include "../common/pairs.h"
#include "elementwise_f32.h"

/// The kernel of each instruction set; null where there is none.
static ep_elementwise_f32_kernel *const kernels[EP_ISA_COUNT] = {
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
    ep_pairs pairs = ep_pairs_joined(a->pairs);
    ep_patches patches = ep_patches_make(pairs.rows, pairs.columns);
    for (size_t number = first; number < end; number++) {
        ep_patch patch = ep_patches_at(patches, number);
        for (size_t row = patch.row; row < patch.row + patch.rows; row++)
            kernels[task->isa](a, (ep_elementwise_f32_row){
                                      a->destination + row * pairs.destination_stride + patch.column,
                                      a->left + row * pairs.left_stride + patch.column,
                                      a->right + ep_pairs_right(&pairs, row, patch.column), patch.columns});
    }
}

ep_status ep_elementwise_f32_plan(ep_isa isa, const ep_elementwise_f32_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    bool has_kernel = isa >= 0 && isa < EP_ISA_COUNT && kernels[isa];
    ep_status status = ep_isa_status(isa, has_kernel);
    if (status != EP_OK) return status;
    if (a->operation < EP_ADD || a->operation > EP_DIVIDE) return EP_BAD_SHAPE;
    if (!(a->lowest <= a->highest)) return EP_BAD_SHAPE;
    status = ep_pairs_check(&a->pairs, a->destination, a->left, a->right, sizeof(float));
    if (status != EP_OK) return status;
    ep_pairs pairs = ep_pairs_joined(a->pairs);
    *task = (ep_task){.run = run,
                      .isa = isa,
                      .arguments = a,
                      .units = ep_patches_units(ep_patches_make(pairs.rows, pairs.columns)),
                      .operations_each = EP_PATCH_ELEMENTS};
    return EP_OK;
}
