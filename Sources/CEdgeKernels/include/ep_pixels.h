#pragma once
#include "ep_isa.h"
#include "ep_task.h"
#include <stdint.h>

enum : size_t { EP_PIXELS_CHANNELS = 4 };

/// Planes of fp32 become bf16 pixels of four channels, those that are not there zero: what a picture is before its first
/// convolution. Rounded to the nearest, ties to even.
///
/// Planes and pixels touch; images follow each other.
typedef struct {
    uint16_t *destination;
    const float *source;
    size_t images, channels, pixels;
} ep_pixels_bf16_arguments;

/// Checks the arguments, which must outlive the task, and writes the task.
ep_status ep_pixels_bf16_plan(ep_isa isa, const ep_pixels_bf16_arguments *arguments, ep_task *task);
