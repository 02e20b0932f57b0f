#include "../common/rows.h"
#include "softmax_f32.h"
#include <math.h>

/// The kernel of each instruction set; null where there is none.
static ep_softmax_f32_kernel *const kernels[EP_ISA_COUNT] = {
    [EP_ISA_SCALAR] = ep_softmax_f32_scalar,
#if defined(__x86_64__)
    [EP_ISA_AVX2] = ep_softmax_f32_avx2,
    [EP_ISA_AVX512] = ep_softmax_f32_avx512,
#elif defined(__aarch64__)
    [EP_ISA_NEON] = ep_softmax_f32_neon,
#endif
};

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    (void)scratch;
    const ep_softmax_f32_arguments *a = task->arguments;
    const ep_rows *r = &a->rows;
    for (size_t row = first; row < end; row++)
        kernels[task->isa](r->destination + row * r->destination_stride, r->source + row * r->source_stride, r->columns,
                           a->scale);
}

ep_status ep_softmax_f32_plan(ep_isa isa, const ep_softmax_f32_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    bool has_kernel = isa >= 0 && isa < EP_ISA_COUNT && kernels[isa];
    ep_status status = ep_isa_status(isa, has_kernel);
    if (status != EP_OK) return status;
    if (!isfinite(a->scale) || a->scale <= 0) return EP_BAD_SCALE;
    if (status == EP_OK) status = ep_rows_check(&a->rows);
    if (status == EP_OK) *task = ep_rows_task(isa, a, &a->rows, run);
    return status;
}
