#pragma once
#include "../plan.h"
#include <stdint.h>

/// Whether a matrix in rows, neither of whose sizes is zero, lies within the address space.
static inline ep_status ep_matrix_check(const void *elements, size_t rows, size_t columns, size_t stride,
                                        size_t element_bytes) {
    if (!elements) return EP_NULL_POINTER;
    if (stride < columns) return EP_BAD_STRIDE;
    size_t count, bytes;
    if (!ep_product(rows, stride, &count) || !ep_product(count, element_bytes, &bytes) || bytes > PTRDIFF_MAX)
        return EP_OVERFLOW;
    return EP_OK;
}
