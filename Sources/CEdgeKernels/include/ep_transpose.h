#pragma once
#include "ep_isa.h"
#include "ep_task.h"
#include <stdint.h>

/// Rows become columns in each of several matrices that follow each other: `destination[c][r] = source[r][c]`.
///
/// From channels first to channels last, channels are the rows and pixels the columns; and the other way round.
typedef struct {
    void *destination;
    const void *source;
    /// 1, 2 or 4.
    size_t element_bytes;
    size_t images, rows, columns;
    /// Elements of each row of the destination: behind the `rows` that come from the source lies `padding`.
    size_t padded_rows;
    /// The bits of one element.
    uint32_t padding;
} ep_transpose_arguments;

/// Checks the arguments, which must outlive the task, and writes the task.
ep_status ep_transpose_plan(ep_isa isa, const ep_transpose_arguments *arguments, ep_task *task);
