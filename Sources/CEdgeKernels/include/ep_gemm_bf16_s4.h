#pragma once
#include "ep_gemm_bf16.h"
#include "ep_pack_s4.h"

/// `destination = clamp(left × weights + bias, lowest, highest)`: 4-bit weights as bf16, sums and results fp32.
///
/// Each weight times its scale is rounded to bf16; a fp32 left side is rounded first: to the nearest, ties to even.
/// The weights are packed by `ep_pack_s4` and hold the bias. Where activations in 8 bits lose too much. NaN passes.
/// Strides in elements. Records call it `gemm_f32_bf16_s4`.
typedef struct {
    float *destination;
    const void *left;
    ep_float_type left_type;
    const void *packed;
    size_t packed_bytes;
    size_t rows;
    ep_pack_s4_shape shape;
    size_t destination_stride, left_stride;
    float lowest, highest;
} ep_gemm_bf16_s4_arguments;

/// Checks the arguments, which must outlive the task, and writes the task; it asks for scratch.
ep_status ep_gemm_bf16_s4_plan(ep_isa isa, const ep_gemm_bf16_s4_arguments *arguments, ep_task *task);
