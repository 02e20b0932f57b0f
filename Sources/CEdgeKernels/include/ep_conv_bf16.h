#pragma once
#include <stdbool.h>
#include "ep_conv_f32.h"
#include "ep_gemm_bf16.h"

/// `destination = clamp(convolution of input + bias + residual, lowest, highest)` over one picture of bf16 pixels.
///
/// Products are of bf16, sums of fp32. There is an even number of channels. The weights are packed by `ep_pack_bf16`: N
/// is `outputs`, K goes over kernel rows, kernel columns, then channels. Strides are elements from one pixel to the
/// next. A 1 × 1 kernel of stride 1 is `ep_gemm_bf16_plan`.
typedef struct {
    ep_conv_shape shape;
    void *destination;
    const uint16_t *input;
    ep_float_matrix residual;
    const void *packed;
    size_t packed_bytes;
    size_t destination_stride, input_stride;
    ep_float_type destination_type;
    float lowest, highest;
    /// Whether `x × clamp(x / 6 + 0.5, 0, 1)` follows the bounds.
    bool swishes;
} ep_conv_bf16_arguments;

/// Checks the arguments, which must outlive the task, and writes the task; it asks for scratch.
ep_status ep_conv_bf16_plan(ep_isa isa, const ep_conv_bf16_arguments *arguments, ep_task *task);
