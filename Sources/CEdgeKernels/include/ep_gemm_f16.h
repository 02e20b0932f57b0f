#pragma once
#include "ep_element.h"
#include "ep_isa.h"
#include "ep_packed.h"
#include "ep_task.h"

/// `destination = clamp(left × weights + bias, lowest, highest)` of fp16 rows and weights, strides in elements.
///
/// Products and sums are fp32, but on `avx512fp16`: there EP_GEMM_F16_TOGETHER neighbours along K are added in fp16
/// before they join the fp32 sum, so that each of these additions loses a relative 2⁻¹¹, and neighbours whose products
/// come to 65,520 or more are infinite. An fp16 destination is rounded last, to the nearest, ties to even. The weights
/// are packed by `ep_pack_f16` and hold the bias, which is fp32. NaN passes.
typedef struct {
    void *destination;
    /// fp16.
    const void *left;
    const void *packed;
    size_t packed_bytes;
    size_t rows, columns, depth;
    size_t destination_stride, left_stride;
    /// EP_F16 or EP_F32.
    ep_element destination_type;
    float lowest, highest;
} ep_gemm_f16_arguments;

enum : size_t { EP_GEMM_F16_TOGETHER = 32 };

/// Checks the arguments, which must outlive the task, and writes the task.
ep_status ep_gemm_f16_plan(ep_isa isa, const ep_gemm_f16_arguments *arguments, ep_task *task);
