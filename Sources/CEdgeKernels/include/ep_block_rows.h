#pragma once
#include "ep_isa.h"
#include "ep_task.h"
#include <stdint.h>

/// Rows of activations as s8 with a scale for each block along K, as products with 4-bit weights read them.
///
/// A row of values is padded with zeros to whole blocks. Strides are in elements.
typedef struct {
    int8_t *values;
    /// The largest magnitude of each block is 127 of its scales. A block with NaN or infinity has a scale of NaN.
    float *scales;
    /// −8 × the sum of each block's values: sums of products with nibbles start there, so that 8 stands for zero.
    int32_t *starts;
    size_t value_stride, block_stride;
} ep_block_rows;

/// `values[k] = round(source[k] / scale)`, halves to even, for each block of 32, 64 or 128 of each row.
typedef struct {
    ep_block_rows destination;
    const float *source;
    size_t rows, depth, block;
    size_t source_stride;
} ep_quantize_blocks_arguments;

/// Checks the arguments, which must outlive the task, and writes a task of one unit a row.
ep_status ep_quantize_blocks_plan(ep_isa isa, const ep_quantize_blocks_arguments *arguments, ep_task *task);
