#pragma once
#include "ep_isa.h"
#include "ep_task.h"
#include <stdint.h>

/// Turns matrices so that rows become columns: planes of channels to pixels of channels (NCHW to NHWC), and back.
///
/// Matrices follow each other without gaps but those of their strides. Source and destination overlap nowhere.
typedef struct {
    void *destination;
    const void *source;
    /// 1 or 4.
    size_t element_bytes;
    size_t matrices;
    /// Of the source.
    size_t rows, columns;
    /// Elements from one row of the source to the next, and from what was one column to the next.
    size_t source_stride, destination_stride;
    /// What was a column has so many elements, the rest `padding`: at least as many as there are rows.
    size_t padded_rows;
    /// The bits of an element, as of a zero point; the lowest 8 if that is all it has.
    uint32_t padding;
} ep_transpose_arguments;

/// Checks the arguments, which must outlive the task, and writes the task.
ep_status ep_transpose_plan(ep_isa isa, const ep_transpose_arguments *arguments, ep_task *task);
