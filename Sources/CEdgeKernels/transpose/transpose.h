#pragma once
#include "CEdgeKernels.h"

/// Columns in one unit of the task, and rows that are taken together: source and destination then stay in the cache.
enum : size_t { EP_TRANSPOSE_COLUMNS = 64, EP_TRANSPOSE_ROWS = 64 };

/// Part of a matrix: strides are elements from one row to the next, and from one column to the next.
typedef struct {
    void *destination;
    const void *source;
    size_t rows, columns;
    size_t source_stride, destination_stride;
} ep_transpose_part;

typedef void ep_transpose_kernel(const ep_transpose_part *part, size_t element_bytes);

ep_transpose_kernel ep_transpose_scalar;
