#pragma once
#include "ep_element.h"
#include "ep_isa.h"
#include "ep_packed.h"
#include "ep_task.h"

/// Rows of floats; no elements stand for none.
typedef struct {
    const void *elements;
    size_t stride;
    ep_float_type type;
} ep_float_matrix;

/// `destination = clamp(left × weights + bias + residual, lowest, highest)` with bf16 products and fp32 sums, strides in elements.
///
/// A fp32 left side is rounded to bf16 first, a bf16 destination last: to the nearest, ties to even. Denormal operands
/// may count as zero. The weights are packed by `ep_pack_bf16` and hold the bias. NaN passes.
/// The destination may be the residual, if both are of one type, and nothing else.
typedef struct {
    void *destination;
    const void *left;
    const void *packed;
    size_t packed_bytes;
    size_t rows, columns, depth;
    size_t destination_stride, left_stride;
    ep_float_type destination_type, left_type;
    ep_float_matrix residual;
    float lowest, highest;
    /// Whether `x × clamp(x / 6 + 0.5, 0, 1)` follows the bounds.
    bool swishes;
} ep_gemm_bf16_arguments;

/// Checks the arguments, which must outlive the task, and writes the task; it may ask for scratch.
ep_status ep_gemm_bf16_plan(ep_isa isa, const ep_gemm_bf16_arguments *arguments, ep_task *task);
