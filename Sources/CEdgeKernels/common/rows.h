#pragma once
#include "matrix.h"

/// Whether source and destination lie within the address space.
static inline ep_status ep_rows_check(const ep_rows *r) {
    if (!r->rows || !r->columns) return EP_OK;
    ep_status status = ep_matrix_check(r->source, r->rows, r->columns, r->source_stride, sizeof(float));
    if (status != EP_OK) return status;
    return ep_matrix_check(r->destination, r->rows, r->columns, r->destination_stride, sizeof(float));
}

/// Units are rows.
static inline ep_task ep_rows_task(ep_isa isa, const void *arguments, const ep_rows *r,
                                   void (*run)(const ep_task *, size_t, size_t, void *)) {
    return (ep_task){.run = run,
                     .isa = isa,
                     .arguments = arguments,
                     .units = r->columns ? r->rows : 0,
                     .operations_each = 4 * (double)r->columns};
}
