#pragma once
#include "ep_block_rows.h"
#include "ep_isa.h"
#include "ep_pack_s4.h"
#include "ep_task.h"

/// `destination = clamp(left × weights + bias, lowest, highest)`: s8 rows in blocks, 4-bit weights, fp32 results.
///
/// Products within a block are added as integers, blocks as fp32 in order of K. The weights are packed by `ep_pack_s4`
/// and hold the bias; the rows were quantized with the weights' block. Records call it `gemm_f32_s8_s4`. NaN passes.
typedef struct {
    float *destination;
    ep_block_rows left;
    const void *packed;
    size_t packed_bytes;
    size_t rows;
    ep_pack_s4_shape shape;
    size_t destination_stride;
    float lowest, highest;
} ep_gemm_s4_arguments;

/// Checks the arguments, which must outlive the task, and writes the task.
ep_status ep_gemm_s4_plan(ep_isa isa, const ep_gemm_s4_arguments *arguments, ep_task *task);
