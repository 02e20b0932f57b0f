#pragma once
#include "ep_conv_f32.h"
#include "ep_gemm_s8.h"

/// A convolution of 8-bit activations and weights over one picture; outside it lies the activations' zero point.
///
/// The weights are packed by `ep_pack_s8`: N is `outputs`, a tap is a place of the kernel, row by row, its depth the
/// channels. Strides are elements from one pixel to the next. Every pixel is a row of the result. A 1 × 1 kernel of
/// stride 1 is `ep_gemm_s8_plan`, which is faster.
typedef struct {
    ep_conv_shape shape;
    void *destination;
    const void *input;
    /// EP_U8 or EP_S8.
    ep_element input_type;
    const void *packed;
    size_t packed_bytes;
    size_t destination_stride, input_stride;
    ep_gemm_s8_result result;
} ep_conv_s8_arguments;

/// Checks the arguments, which must outlive the task, and writes the task.
ep_status ep_conv_s8_plan(ep_isa isa, const ep_conv_s8_arguments *arguments, ep_task *task);
