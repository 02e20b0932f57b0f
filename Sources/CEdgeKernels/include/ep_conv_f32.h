#pragma once
#include "ep_isa.h"
#include "ep_packed.h"
#include "ep_task.h"

/// The sizes of a convolution over one picture, rows of pixels of channels; what lies outside the picture is zero.
typedef struct {
    size_t input_height, input_width, channels;
    size_t kernel_height, kernel_width;
    size_t stride_height, stride_width;
    size_t dilation_height, dilation_width;
    size_t pad_top, pad_left;
    size_t output_height, output_width, outputs;
} ep_conv_shape;

/// `destination = clamp(convolution of input + bias + residual, lowest, highest)`, all fp32.
///
/// The weights are packed by `ep_pack_f32`: N is `outputs`, K goes over kernel rows, kernel columns, then channels.
/// Strides are elements from one pixel to the next. A 1 × 1 kernel of stride 1 is `ep_gemm_f32_plan`.
typedef struct {
    ep_conv_shape shape;
    float *destination;
    const float *input;
    /// Null for none.
    const float *residual;
    const void *packed;
    size_t packed_bytes;
    size_t destination_stride, input_stride, residual_stride;
    /// Where the plan writes the places of inputs, aligned to 64 bytes; it may be used again with the same pointers.
    void *table;
    size_t table_bytes;
    float lowest, highest;
    /// Whether `x × clamp(x / 6 + 0.5, 0, 1)` follows the bounds.
    bool swishes;
} ep_conv_f32_arguments;

/// The bytes of the table that `ep_conv_f32_plan` fills.
ep_status ep_conv_f32_table_bytes(const ep_conv_shape *shape, size_t *bytes);

/// Checks the arguments, which must outlive the task, fills the table and writes the task.
ep_status ep_conv_f32_plan(ep_isa isa, const ep_conv_f32_arguments *arguments, ep_task *task);
