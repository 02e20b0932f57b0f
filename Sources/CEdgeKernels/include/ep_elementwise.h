#pragma once
#include "ep_element.h"
#include "ep_isa.h"
#include "ep_task.h"
#include <stdint.h>

typedef enum {
    EP_ADD = 0,
    EP_SUBTRACT = 1,
    EP_MULTIPLY = 2,
    EP_DIVIDE = 3,
} ep_elementwise;

/// Two operands in rows; the right one may be smaller, and is then used again.
///
/// The destination may be an operand of the same stride; it overlaps nothing else.
typedef struct {
    size_t rows, columns;
    /// Elements from one row to the next. A right stride of 0 stands for one row, used for all.
    size_t destination_stride, left_stride, right_stride;
    /// The right operand has one element for each of its rows, used for all columns.
    bool right_is_column;
} ep_pairs;

/// `destination = clamp(left operation right, lowest, highest)`; the bounds are a fused activation, infinite for none.
///
/// A NaN in either operand gives NaN.
typedef struct {
    void *destination;
    const void *left;
    const void *right;
    ep_elementwise operation;
    ep_pairs pairs;
    float lowest, highest;
    /// Of all three; what is computed is fp32, and rounded to the nearest, ties to even, if they are bf16.
    ep_float_type type;
} ep_elementwise_f32_arguments;

/// Checks the arguments, which must outlive the task, and writes the task.
ep_status ep_elementwise_f32_plan(ep_isa isa, const ep_elementwise_f32_arguments *arguments, ep_task *task);

/// How 8-bit elements stand for numbers: (element − zero point) × scale.
typedef struct {
    float scale;
    int32_t zero_point;
} ep_scaled;

/// The same for 8 bits, to add and to multiply alone: `clamp(round(sum or product / scale + zero point))`.
///
/// Sums and products are of fp32 and rounded once for each operation, halves to even, so that all instruction sets give
/// the same. A sum is `left × factor + (right × factor + what the zero points make)`, as ONNX Runtime adds. The bounds
/// are of the elements' type.
typedef struct {
    void *destination;
    const void *left;
    const void *right;
    /// EP_U8 or EP_S8, of all three; zero points and bounds are of this type too.
    ep_element type;
    ep_elementwise operation;
    ep_pairs pairs;
    ep_scaled destination_scaled, left_scaled, right_scaled;
    int32_t lowest, highest;
} ep_elementwise_u8_arguments;

/// Checks the arguments, which must outlive the task, and writes the task.
ep_status ep_elementwise_u8_plan(ep_isa isa, const ep_elementwise_u8_arguments *arguments, ep_task *task);
