#include "../common/matrix.h"
#include "quantize.h"
#include <math.h>

/// The kernels of each instruction set; null where there are none.
static const ep_quantize_kernels *const kernels[EP_ISA_COUNT] = {
    [EP_ISA_SCALAR] = &ep_quantize_scalar,
#if defined(__x86_64__)
    [EP_ISA_AVX2] = &ep_quantize_avx2,
    [EP_ISA_AVX512] = &ep_quantize_avx512,
#elif defined(__aarch64__)
    [EP_ISA_NEON] = &ep_quantize_neon,
#endif
};

/// The elements that a share of the units is.
typedef struct {
    size_t from, count;
} stretch;

static stretch stretch_of(size_t count, size_t first, size_t end) {
    size_t from = first * EP_QUANTIZE_UNIT, to = end * EP_QUANTIZE_UNIT;
    return (stretch){from, (to < count ? to : count) - from};
}

static uint8_t flip_of(ep_element type) { return type == EP_S8 ? 0x80 : 0; }

static void run_quantize(const ep_task *task, size_t first, size_t end, void *scratch) {
    (void)scratch;
    const ep_quantize_arguments *a = task->arguments;
    stretch part = stretch_of(a->count, first, end);
    uint8_t flip = flip_of(a->type);
    kernels[task->isa]->quantize((uint8_t *)a->destination + part.from, a->source + part.from, part.count, a->scale,
                                 (uint8_t)((uint8_t)a->zero_point ^ flip), flip);
}

static void run_rows(const ep_task *task, size_t first, size_t end, void *scratch) {
    (void)scratch;
    const ep_quantize_rows_arguments *a = task->arguments;
    for (size_t row = first; row < end; row++)
        a->scales[row] = kernels[task->isa]->quantize_row(a->destination + row * a->destination_stride,
                                                          a->source + row * a->source_stride, a->columns);
}

static void run_dequantize(const ep_task *task, size_t first, size_t end, void *scratch) {
    (void)scratch;
    const ep_dequantize_arguments *a = task->arguments;
    stretch part = stretch_of(a->count, first, end);
    uint8_t flip = flip_of(a->type);
    kernels[task->isa]->dequantize(a->destination + part.from, (const uint8_t *)a->source + part.from, part.count,
                                   a->scale, (uint8_t)((uint8_t)a->zero_point ^ flip), flip);
}

static void run_requantize(const ep_task *task, size_t first, size_t end, void *scratch) {
    (void)scratch;
    const ep_requantize_arguments *a = task->arguments;
    stretch part = stretch_of(a->count, first, end);
    uint8_t flip = flip_of(a->type);
    kernels[task->isa]->requantize((uint8_t *)a->destination + part.from, a->source + part.from, part.count,
                                   a->multiplier, (uint8_t)((uint8_t)a->zero_point ^ flip), flip);
}

static ep_status available(ep_isa isa) {
    return ep_isa_status(isa, isa >= 0 && isa < EP_ISA_COUNT && kernels[isa] != NULL);
}

static ep_status checked(const void *destination, const void *source, size_t count, ep_element type, float scale,
                         int32_t zero_point) {
    if (type != EP_U8 && type != EP_S8) return EP_BAD_SHAPE;
    int32_t least = type == EP_U8 ? 0 : INT8_MIN;
    if (!isnormal(scale) || scale <= 0 || zero_point < least || zero_point > least + UINT8_MAX) return EP_BAD_SCALE;
    if (count && (!destination || !source)) return EP_NULL_POINTER;
    return count > PTRDIFF_MAX / sizeof(float) ? EP_OVERFLOW : EP_OK;
}

static ep_task task_of(ep_isa isa, const void *arguments, size_t count,
                       void (*run)(const ep_task *, size_t, size_t, void *)) {
    return (ep_task){.run = run,
                     .isa = isa,
                     .arguments = arguments,
                     .units = count / EP_QUANTIZE_UNIT + (count % EP_QUANTIZE_UNIT != 0),
                     .operations_each = EP_QUANTIZE_UNIT};
}

ep_status ep_quantize_plan(ep_isa isa, const ep_quantize_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    ep_status status = available(isa);
    if (status == EP_OK) status = checked(a->destination, a->source, a->count, a->type, a->scale, a->zero_point);
    if (status == EP_OK) *task = task_of(isa, a, a->count, run_quantize);
    return status;
}

ep_status ep_quantize_rows_plan(ep_isa isa, const ep_quantize_rows_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    ep_status status = available(isa);
    if (status != EP_OK) return status;
    if (a->rows && !a->scales) return EP_NULL_POINTER;
    if (a->rows > PTRDIFF_MAX / sizeof(float)) return EP_OVERFLOW;
    if (a->rows && a->columns) {
        status = ep_matrix_check(a->destination, a->rows, a->columns, a->destination_stride, 1);
        if (status == EP_OK) status = ep_matrix_check(a->source, a->rows, a->columns, a->source_stride, sizeof(float));
        if (status != EP_OK) return status;
    }
    *task = task_of(isa, a, 0, run_rows);
    task->units = a->rows;
    task->operations_each = (double)a->columns;
    return EP_OK;
}

ep_status ep_dequantize_plan(ep_isa isa, const ep_dequantize_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    ep_status status = available(isa);
    if (status == EP_OK) status = checked(a->destination, a->source, a->count, a->type, a->scale, a->zero_point);
    if (status == EP_OK) *task = task_of(isa, a, a->count, run_dequantize);
    return status;
}

ep_status ep_requantize_plan(ep_isa isa, const ep_requantize_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    ep_status status = available(isa);
    if (status == EP_OK) status = checked(a->destination, a->source, a->count, a->type, a->multiplier, a->zero_point);
    if (status == EP_OK) *task = task_of(isa, a, a->count, run_requantize);
    return status;
}
