#pragma once
#include "ep_element.h"
#include "ep_isa.h"
#include "ep_packed.h"
#include "ep_task.h"
#include "ep_window.h"

/// Weights of a depthwise convolution, one kernel of `size` rows and columns (3 or 5) for each channel.
///
/// A weight is `weights[channel * channel_stride + (row * size + column) * tap_stride]`.
typedef struct {
    const int8_t *weights;
    size_t channels, size;
    size_t channel_stride, tap_stride;
    /// What each channel's sum starts with, in its own units; null for zeros.
    const int32_t *bias;
    /// From sums to results, above zero and finite; null for ones.
    const float *multipliers;
    /// Where zero lies among the activations, written as u8: 128 more than for s8.
    int32_t zero_point;
} ep_pack_depthwise_s8_arguments;

/// The bytes of packed weights: for each 64 channels the weights, what the sums start with, and the multipliers.
ep_status ep_pack_depthwise_s8_bytes(size_t channels, size_t size, size_t *bytes);

/// Packs into the caller's memory, which starts at a multiple of 64 bytes.
ep_status ep_pack_depthwise_s8(const ep_pack_depthwise_s8_arguments *arguments, void *packed, size_t packed_bytes);

/// `destination = clamp(round(sum × multiplier) + zero_point, lowest, highest)`, halves to even.
///
/// Windows of 3 × 3 or 5 × 5, stride 1 or 2, the same in both directions. What lies outside the source is the zero
/// point that the weights were packed with. The destination overlaps nothing.
typedef struct {
    void *destination;
    const void *source;
    /// EP_U8 or EP_S8, of source and destination; the zero point and the bounds are of this type too.
    ep_element type;
    const void *packed;
    size_t packed_bytes;
    ep_window window;
    int32_t zero_point, lowest, highest;
} ep_depthwise_s8_arguments;

/// Checks the arguments, which must outlive the task, and writes the task.
ep_status ep_depthwise_s8_plan(ep_isa isa, const ep_depthwise_s8_arguments *arguments, ep_task *task);

/// fp32 weights of a depthwise convolution, one kernel of `size` rows and columns (3 or 5) for each channel.
///
/// A weight is `weights[channel * channel_stride + (row * size + column) * tap_stride]`.
typedef struct {
    const float *weights;
    size_t channels, size;
    size_t channel_stride, tap_stride;
    /// What each channel's sum starts with; null for zeros.
    const float *bias;
} ep_pack_depthwise_f32_arguments;

/// The bytes of packed weights: for each 16 channels the bias and a line for each tap, column after column.
ep_status ep_pack_depthwise_f32_bytes(size_t channels, size_t size, size_t *bytes);

/// Packs into the caller's memory, which starts at a multiple of 64 bytes.
ep_status ep_pack_depthwise_f32(const ep_pack_depthwise_f32_arguments *arguments, void *packed, size_t packed_bytes);

/// `destination = clamp(sum, lowest, highest)`, windows as for 8 bits; what lies outside the source adds nothing.
///
/// The bounds are a fused activation, infinite for none. NaN passes. The destination overlaps nothing.
typedef struct {
    void *destination;
    const void *source;
    const void *packed;
    size_t packed_bytes;
    ep_window window;
    float lowest, highest;
    /// Of source and destination; sums are fp32, and rounded to the nearest, ties to even, if they are bf16.
    ep_float_type type;
    /// Whether `x × clamp(x / 6 + 0.5, 0, 1)` follows the bounds.
    bool swishes;
} ep_depthwise_f32_arguments;

/// Checks the arguments, which must outlive the task, and writes the task.
ep_status ep_depthwise_f32_plan(ep_isa isa, const ep_depthwise_f32_arguments *arguments, ep_task *task);
