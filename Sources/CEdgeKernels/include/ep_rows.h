#pragma once
#include "ep_isa.h"
#include "ep_task.h"

/// Rows of fp32 that are computed each by itself; destination and source may be one if their strides are.
typedef struct {
    float *destination;
    const float *source;
    size_t rows, columns;
    size_t destination_stride, source_stride;
} ep_rows;

/// `exp(x × scale)` over the sum of these in the row; the scale is above zero.
///
/// A row that holds NaN or plus infinity, or nothing but minus infinity, becomes NaN.
typedef struct {
    ep_rows rows;
    float scale;
} ep_softmax_f32_arguments;

ep_status ep_softmax_f32_plan(ep_isa isa, const ep_softmax_f32_arguments *arguments, ep_task *task);

typedef enum {
    /// `(x − mean) / √(variance + epsilon)`.
    EP_NORM_LAYER = 0,
    /// `x / √(mean of squares + epsilon)`.
    EP_NORM_RMS = 1,
} ep_norm;

/// A norm, times the weights, plus the bias.
typedef struct {
    ep_rows rows;
    ep_norm norm;
    /// One for each column; null for ones and for zeros.
    const float *weights, *bias;
    float epsilon;
} ep_norm_f32_arguments;

ep_status ep_norm_f32_plan(ep_isa isa, const ep_norm_f32_arguments *arguments, ep_task *task);

/// Turns pairs of each head by the angle of the row's position: a row is a token's heads, one after another.
typedef struct {
    ep_rows rows;
    /// Columns are heads of this size; of each the first `turned` elements are turned, an even number.
    size_t head, turned;
    /// Pairs are neighbours; otherwise the first half is paired with the second.
    bool are_neighbours;
    /// For each row `turned / 2` of each, one row after another.
    const float *cosines, *sines;
} ep_rotary_f32_arguments;

ep_status ep_rotary_f32_plan(ep_isa isa, const ep_rotary_f32_arguments *arguments, ep_task *task);

/// Cosines and sines of `position × base^(−2i / turned)`, for positions that follow each other.
ep_status ep_rotary_f32_fill(size_t first_position, size_t positions, size_t turned, double base, float *cosines,
                             float *sines);
