#include "transpose.h"
#include "../plan.h"
#include <stdint.h>
#include <string.h>

/// The kernel of each instruction set; null where there is none.
static ep_transpose_kernel *const kernels[EP_ISA_COUNT] = {
    [EP_ISA_SCALAR] = ep_transpose_scalar,
};

static size_t parts(size_t total, size_t most) { return total / most + (total % most != 0); }

/// Fills what lies behind the rows of so many columns.
static void pad(const ep_transpose_arguments *a, size_t column, size_t columns) {
    size_t wide = a->element_bytes;
    for (size_t c = column; c < column + columns; c++)
        for (size_t r = a->rows; r < a->padded_rows; r++)
            memcpy((char *)a->destination + (c * a->padded_rows + r) * wide, &a->padding, wide);
}

/// Up to four rows of bytes become pixels of four: what 8-bit convolutions over pictures begin with.
static void bytes_to_fours(const ep_transpose_arguments *a, size_t image, size_t column, size_t columns) {
    uint8_t padding[EP_TRANSPOSE_COLUMNS];
    const uint8_t *rows[4];
    memset(padding, (int)(a->padding & 0xFF), sizeof padding);
    for (size_t r = 0; r < 4; r++) {
        size_t before = (image * a->rows + r) * a->columns + column;
        rows[r] = r < a->rows ? (const uint8_t *)a->source + before : padding;
    }
    uint8_t *to = (uint8_t *)a->destination + (image * a->columns + column) * 4;
    for (size_t c = 0; c < columns; c++)
        for (size_t r = 0; r < 4; r++) to[4 * c + r] = rows[r][c];
}

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    (void)scratch;
    const ep_transpose_arguments *a = task->arguments;
    ep_transpose_kernel *kernel = (ep_transpose_kernel *)task->kernel;
    size_t blocks = parts(a->columns, EP_TRANSPOSE_COLUMNS);
    for (size_t number = first; number < end; number++) {
        size_t image = number / blocks, column = number % blocks * EP_TRANSPOSE_COLUMNS;
        size_t columns = a->columns - column < EP_TRANSPOSE_COLUMNS ? a->columns - column : EP_TRANSPOSE_COLUMNS;
        if (a->element_bytes == 1 && a->padded_rows == 4) {
            bytes_to_fours(a, image, column, columns);
            continue;
        }
        for (size_t row = 0; row < a->rows; row += EP_TRANSPOSE_ROWS) {
            size_t rows = a->rows - row < EP_TRANSPOSE_ROWS ? a->rows - row : EP_TRANSPOSE_ROWS;
            size_t from = (image * a->rows + row) * a->columns + column;
            size_t to = (image * a->columns + column) * a->padded_rows + row;
            ep_transpose_part part = {.destination = (char *)a->destination + to * a->element_bytes,
                                      .source = (const char *)a->source + from * a->element_bytes,
                                      .rows = rows,
                                      .columns = columns,
                                      .source_stride = a->columns,
                                      .destination_stride = a->padded_rows};
            kernel(&part, a->element_bytes);
        }
        pad(a, image * a->columns + column, columns);
    }
}

static ep_status checked(const ep_transpose_arguments *a) {
    if (a->element_bytes != 1 && a->element_bytes != 2 && a->element_bytes != 4) return EP_BAD_SHAPE;
    if (!a->images || !a->rows || !a->columns) return EP_OK;
    size_t count;
    if (a->padded_rows < a->rows) return EP_BAD_STRIDE;
    if (!ep_product(a->images, a->padded_rows, &count) || !ep_product(count, a->columns, &count) ||
        !ep_product(count, a->element_bytes, &count) || count > PTRDIFF_MAX)
        return EP_OVERFLOW;
    if (!a->source || !a->destination) return EP_NULL_POINTER;
    return (uintptr_t)a->source % a->element_bytes || (uintptr_t)a->destination % a->element_bytes ? EP_BAD_STRIDE
                                                                                                   : EP_OK;
}

ep_status ep_transpose_plan(ep_isa isa, const ep_transpose_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    bool has_kernel = isa >= 0 && isa < EP_ISA_COUNT && kernels[isa];
    ep_status status = ep_isa_status(isa, has_kernel);
    if (status == EP_OK) status = checked(a);
    if (status != EP_OK) return status;
    *task = (ep_task){.run = run,
                      .kernel = (void (*)(void))kernels[isa],
                      .isa = isa,
                      .arguments = a,
                      .units = a->rows ? a->images * parts(a->columns, EP_TRANSPOSE_COLUMNS) : 0,
                      .operations_each = (double)a->rows * (double)EP_TRANSPOSE_COLUMNS};
    return EP_OK;
}
