#include "../common/rows.h"
#include "rotary_f32.h"

/// The kernel of each instruction set; null where there is none.
static ep_rotary_f32_kernel *const kernels[EP_ISA_COUNT] = {
    [EP_ISA_SCALAR] = ep_rotary_f32_scalar,
#if defined(__x86_64__)
    [EP_ISA_AVX2] = ep_rotary_f32_avx2,
    [EP_ISA_AVX512] = ep_rotary_f32_avx512,
#elif defined(__aarch64__)
    [EP_ISA_NEON] = ep_rotary_f32_neon,
#endif
};

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    (void)scratch;
    const ep_rotary_f32_arguments *a = task->arguments;
    const ep_rows *r = &a->rows;
    for (size_t row = first; row < end; row++)
        for (size_t column = 0; column < r->columns; column += a->head)
            kernels[task->isa](a, r->destination + row * r->destination_stride + column,
                               r->source + row * r->source_stride + column, a->cosines + row * (a->turned / 2),
                               a->sines + row * (a->turned / 2));
}

ep_status ep_rotary_f32_plan(ep_isa isa, const ep_rotary_f32_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    bool has_kernel = isa >= 0 && isa < EP_ISA_COUNT && kernels[isa];
    ep_status status = ep_isa_status(isa, has_kernel);
    if (status != EP_OK) return status;
    if (!a->head || a->rows.columns % a->head || a->turned > a->head || a->turned % 2) return EP_BAD_SHAPE;
    if (a->rows.rows && a->turned) {
        if (!a->sines) return EP_NULL_POINTER;
        status = ep_matrix_check(a->cosines, a->rows.rows, a->turned / 2, a->turned / 2, sizeof(float));
    }
    if (status == EP_OK) status = ep_rows_check(&a->rows);
    if (status == EP_OK) *task = ep_rows_task(isa, a, &a->rows, run);
    return status;
}
