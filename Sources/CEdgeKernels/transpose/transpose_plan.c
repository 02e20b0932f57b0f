#include "../common/matrix.h"
#include "transpose.h"

/// The kernel of each instruction set; null where there is none.
static ep_transpose_kernel *const kernels[EP_ISA_COUNT] = {
    [EP_ISA_SCALAR] = ep_transpose_scalar,
#if defined(__x86_64__)
    [EP_ISA_AVX2] = ep_transpose_avx2,
#elif defined(__aarch64__)
    [EP_ISA_NEON] = ep_transpose_neon,
#endif
};

static size_t parts(size_t total, size_t most) { return total / most + (total % most != 0); }

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    (void)scratch;
    const ep_transpose_arguments *a = task->arguments;
    size_t across = parts(a->padded_rows, EP_TRANSPOSE_ROWS), down = parts(a->columns, EP_TRANSPOSE_COLUMNS);
    for (size_t unit = first; unit < end; unit++) {
        size_t row = unit % across * EP_TRANSPOSE_ROWS, column = unit / across % down * EP_TRANSPOSE_COLUMNS;
        size_t matrix = unit / across / down, there = a->rows > row ? a->rows - row : 0;
        // Where all is padding, the source has no such row.
        size_t from = (matrix * a->rows + (there ? row : 0)) * a->source_stride + column;
        size_t to = (matrix * a->columns + column) * a->destination_stride + row;
        ep_transpose_arguments block = *a;
        block.source = (const char *)a->source + from * a->element_bytes;
        block.destination = (char *)a->destination + to * a->element_bytes;
        block.rows = ep_least(there, EP_TRANSPOSE_ROWS);
        block.padded_rows = ep_least(a->padded_rows - row, EP_TRANSPOSE_ROWS);
        block.columns = ep_least(a->columns - column, EP_TRANSPOSE_COLUMNS);
        kernels[task->isa](&block);
    }
}

static ep_status checked(const ep_transpose_arguments *a) {
    if (a->element_bytes != 1 && a->element_bytes != 4) return EP_BAD_SHAPE;
    if (a->padded_rows < a->rows) return EP_BAD_SHAPE;
    if (!a->matrices || !a->rows || !a->columns) return EP_OK;
    size_t rows, columns;
    if (!ep_product(a->matrices, a->rows, &rows) || !ep_product(a->matrices, a->columns, &columns)) return EP_OVERFLOW;
    ep_status status = ep_matrix_check(a->source, rows, a->columns, a->source_stride, a->element_bytes);
    if (status != EP_OK) return status;
    return ep_matrix_check(a->destination, columns, a->padded_rows, a->destination_stride, a->element_bytes);
}

ep_status ep_transpose_plan(ep_isa isa, const ep_transpose_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    bool has_kernel = isa >= 0 && isa < EP_ISA_COUNT && kernels[isa];
    ep_status status = ep_isa_status(isa, has_kernel);
    if (status == EP_OK) status = checked(a);
    if (status != EP_OK) return status;
    size_t blocks = parts(a->padded_rows, EP_TRANSPOSE_ROWS) * parts(a->columns, EP_TRANSPOSE_COLUMNS);
    *task = (ep_task){.run = run,
                      .isa = isa,
                      .arguments = a,
                      .units = a->rows ? a->matrices * blocks : 0,
                      .operations_each = (double)ep_least(a->padded_rows, EP_TRANSPOSE_ROWS) *
                                         (double)ep_least(a->columns, EP_TRANSPOSE_COLUMNS)};
    return EP_OK;
}
