#pragma once
#include "ep_isa.h"
#include "ep_task.h"
#include <stdint.h>

/// `destination[i] = clamp(left[i] + right[i], lowest, highest)`; the bounds are a fused activation, infinite for none.
///
/// A NaN in either operand gives NaN.
typedef struct {
    float *destination;
    const float *left;
    const float *right;
    size_t count;
    float lowest, highest;
} ep_add_f32_arguments;

/// Checks the arguments, which must outlive the task, and writes the task.
ep_status ep_add_f32_plan(ep_isa isa, const ep_add_f32_arguments *arguments, ep_task *task);
