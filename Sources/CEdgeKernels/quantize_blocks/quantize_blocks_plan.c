#include "block_rows.h"
#include "quantize_blocks.h"

static ep_quantize_blocks_kernel *const kernels[EP_ISA_COUNT] = {
    [EP_ISA_SCALAR] = ep_quantize_blocks_s8_f32_scalar,
#if defined(__x86_64__)
    [EP_ISA_AVX2] = ep_quantize_blocks_s8_f32_avx2,
    [EP_ISA_AVX512] = ep_quantize_blocks_s8_f32_avx512,
#elif defined(__aarch64__)
    [EP_ISA_NEON] = ep_quantize_blocks_s8_f32_neon,
#endif
};

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    (void)scratch;
    ep_quantize_blocks_kernel *kernel = (ep_quantize_blocks_kernel *)task->kernel;
    for (size_t row = first; row < end; row++) kernel(task->arguments, row);
}

static ep_status checked(const ep_quantize_blocks_arguments *a) {
    if (a->block != 32 && a->block != 64 && a->block != 128) return EP_BAD_SHAPE;
    if (!a->rows || !a->depth) return EP_OK;
    ep_status status = ep_block_rows_check(&a->destination, a->rows, a->depth, a->block);
    if (status != EP_OK) return status;
    return ep_matrix_check(a->source, a->rows, a->depth, a->source_stride, sizeof(float));
}

ep_status ep_quantize_blocks_plan(ep_isa isa, const ep_quantize_blocks_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    ep_quantize_blocks_kernel *kernel = isa >= 0 && isa < EP_ISA_COUNT ? kernels[isa] : NULL;
    ep_status status = ep_isa_status(isa, kernel != NULL);
    if (status == EP_OK) status = checked(a);
    if (status != EP_OK) return status;
    *task = (ep_task){.run = run,
                      .kernel = (void (*)(void))kernel,
                      .isa = isa,
                      .arguments = a,
                      .units = a->depth ? a->rows : 0,
                      .operations_each = 4.0 * (double)a->depth};
    return EP_OK;
}
