#pragma once
#include "ep_isa.h"
#include "ep_packed.h"
#include "ep_task.h"

/// `destination = clamp(left × weights + bias + residual, lowest, highest)`, all fp32, rows of M and strides in elements.
///
/// The weights are packed by `ep_pack_f32` with `columns` and `depth`, and hold the bias. The bounds are a fused
/// activation, infinite for none. NaN passes. The destination may be the residual, and nothing else.
typedef struct {
    float *destination;
    const float *left;
    /// Null for none.
    const float *residual;
    const void *packed;
    size_t packed_bytes;
    size_t rows, columns, depth;
    size_t destination_stride, left_stride, residual_stride;
    float lowest, highest;
    /// Whether `x × clamp(x / 6 + 0.5, 0, 1)` follows the bounds.
    bool swishes;
} ep_gemm_f32_arguments;

/// Checks the arguments, which must outlive the task, and writes the task.
ep_status ep_gemm_f32_plan(ep_isa isa, const ep_gemm_f32_arguments *arguments, ep_task *task);
