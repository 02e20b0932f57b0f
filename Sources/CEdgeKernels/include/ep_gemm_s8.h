#pragma once
#include "ep_element.h"
#include "ep_isa.h"
#include "ep_packed.h"
#include "ep_task.h"

/// What becomes of a sum of 32 bits.
///
/// u8 and s8: `clamp(round(sum × multiplier) + zero_point, lowest, highest)`, halves to even; all three as u8 or as s8.
/// f32: `clamp(sum × (multiplier × row_scale) + bias, lowest_value, highest_value)`, each operation rounded.
/// s32: the sum itself, which wraps if the bias brings it past 2^31.
typedef struct {
    ep_element type;
    int32_t zero_point, lowest, highest;
    float lowest_value, highest_value;
    /// M factors of f32 results, such as rows quantized one by one have; null for ones.
    const float *row_scales;
    /// N numbers to add to f32 results; null for zeros.
    const float *bias;
} ep_gemm_s8_result;

/// Activations of 8 bits times weights of 8 bits, rows of M and strides in elements.
///
/// The weights are packed by `ep_pack_s8` with `columns`, one tap and `depth`. Records call the kernels by all three
/// types: `gemm_u8_u8_s8`, `gemm_f32_s8_s8`. The destination overlaps nothing.
typedef struct {
    void *destination;
    const void *left;
    /// EP_U8 or EP_S8.
    ep_element left_type;
    const void *packed;
    size_t packed_bytes;
    size_t rows, columns, depth;
    size_t destination_stride, left_stride;
    ep_gemm_s8_result result;
} ep_gemm_s8_arguments;

/// Checks the arguments, which must outlive the task, and writes the task.
ep_status ep_gemm_s8_plan(ep_isa isa, const ep_gemm_s8_arguments *arguments, ep_task *task);
