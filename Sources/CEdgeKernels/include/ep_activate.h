#pragma once
#include "ep_element.h"
#include "ep_elementwise.h"
#include "ep_isa.h"
#include "ep_task.h"
#include <stdint.h>

/// What a network does to each element; NaN gives NaN.
typedef enum {
    /// `clamp(x, first, second)`: ReLU is from 0 to infinity, ReLU6 from 0 to 6.
    EP_CLIP = 0,
    /// `clamp(x × first + second, 0, 1)`.
    EP_HARD_SIGMOID = 1,
    /// `x × clamp(x / 6 + 0.5, 0, 1)`.
    EP_HARD_SWISH = 2,
    EP_SIGMOID = 3,
    EP_TANH = 4,
    /// `x × Φ(x)`, by the error function.
    EP_GELU = 5,
    /// The same by tanh.
    EP_GELU_TANH = 6,
    /// `x × sigmoid(x)`.
    EP_SILU = 7,
    EP_ACTIVATIONS = 8,
} ep_activation;

/// `destination[i] = activation(source[i])`; they may be one, if both are of one type.
///
/// All instruction sets give the same bits: nothing is contracted.
typedef struct {
    void *destination;
    const void *source;
    size_t count;
    ep_activation activation;
    /// What the activation says; unused by most.
    float first, second;
    /// What is computed is fp32; a bf16 destination is rounded to the nearest, ties to even.
    ep_float_type destination_type, source_type;
} ep_activate_f32_arguments;

/// Checks the arguments, which must outlive the task, and writes the task.
ep_status ep_activate_f32_plan(ep_isa isa, const ep_activate_f32_arguments *arguments, ep_task *task);

/// `destination[i] = table[source[i]]` of bytes; they may be one. An s8 element is its bits, taken as u8.
typedef struct {
    void *destination;
    const void *source;
    size_t count;
    const uint8_t *table;
} ep_lookup_u8_arguments;

/// Checks the arguments, which must outlive the task, and writes the task.
ep_status ep_lookup_u8_plan(ep_isa isa, const ep_lookup_u8_arguments *arguments, ep_task *task);

/// Fills the 256 bytes of an activation's table, for elements of EP_U8 or EP_S8 on both sides.
ep_status ep_lookup_u8_fill(ep_activation activation, float first, float second, ep_element type, ep_scaled source,
                            ep_scaled destination, uint8_t *table);
