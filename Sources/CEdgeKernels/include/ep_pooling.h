#pragma once
#include "ep_element.h"
#include "ep_isa.h"
#include "ep_task.h"
#include "ep_window.h"

typedef enum {
    EP_POOLING_MAXIMUM = 0,
    /// Divided by the pixels that are there.
    EP_POOLING_AVERAGE = 1,
    /// Divided by all pixels of the window; those outside the source count as zero.
    EP_POOLING_AVERAGE_WITH_BORDER = 2,
} ep_pooling;

/// What each window's pixels have in common, channel by channel; the whole source as a window gives the global average.
///
/// `destination = clamp(maximum or average, lowest, highest)`; the bounds are infinite for none. NaN passes. The
/// destination overlaps nothing.
typedef struct {
    void *destination;
    const void *source;
    ep_pooling pooling;
    ep_window window;
    float lowest, highest;
    /// Of both; what is computed is fp32, and rounded to the nearest, ties to even, if they are bf16.
    ep_float_type type;
} ep_pooling_f32_arguments;

/// Checks the arguments, which must outlive the task, and writes the task.
ep_status ep_pooling_f32_plan(ep_isa isa, const ep_pooling_f32_arguments *arguments, ep_task *task);

enum : size_t { EP_POOLING_U8_PIXELS = 1 << 23 };

/// The maximum is taken as it is; an average is `round((sum - pixels × source_zero) × (multiplier / pixels)) + zero`.
///
/// Halves round to even; then the bounds apply. A window has at most EP_POOLING_U8_PIXELS pixels.
typedef struct {
    void *destination;
    const void *source;
    /// EP_U8 or EP_S8, of source and destination; zero points and bounds are of this type too.
    ep_element type;
    ep_pooling pooling;
    ep_window window;
    int32_t source_zero_point, zero_point, lowest, highest;
    /// The source's scale over the destination's, for averages: above zero and finite.
    float multiplier;
} ep_pooling_u8_arguments;

/// Checks the arguments, which must outlive the task, and writes the task.
ep_status ep_pooling_u8_plan(ep_isa isa, const ep_pooling_u8_arguments *arguments, ep_task *task);
