#pragma once
#include "ep_element.h"
#include "ep_isa.h"
#include "ep_task.h"
#include <stdint.h>

/// `destination[i] = clamp(round(source[i] / scale) + zero_point)`, halves to even; u8 or s8.
///
/// NaN gives the zero point, infinities the type's bounds.
typedef struct {
    void *destination;
    ep_element type;
    const float *source;
    size_t count;
    float scale;
    int32_t zero_point;
} ep_quantize_arguments;

ep_status ep_quantize_plan(ep_isa isa, const ep_quantize_arguments *arguments, ep_task *task);

/// Rows of fp32 to s8 with zero point 0, each by a scale of its own: its largest finite magnitude becomes 127.
///
/// NaN gives 0, infinities ±127; a row without anything but zeros has scale 1.
typedef struct {
    int8_t *destination;
    float *scales;
    const float *source;
    size_t rows, columns;
    size_t destination_stride, source_stride;
} ep_quantize_rows_arguments;

ep_status ep_quantize_rows_plan(ep_isa isa, const ep_quantize_rows_arguments *arguments, ep_task *task);

/// `destination[i] = (source[i] - zero_point) × scale`; u8 or s8 to fp32.
typedef struct {
    float *destination;
    const void *source;
    ep_element type;
    size_t count;
    float scale;
    int32_t zero_point;
} ep_dequantize_arguments;

ep_status ep_dequantize_plan(ep_isa isa, const ep_dequantize_arguments *arguments, ep_task *task);

/// `destination[i] = clamp(round(source[i] × multiplier) + zero_point)`, halves to even; s32 to u8 or s8.
typedef struct {
    void *destination;
    ep_element type;
    const int32_t *source;
    size_t count;
    float multiplier;
    int32_t zero_point;
} ep_requantize_arguments;

ep_status ep_requantize_plan(ep_isa isa, const ep_requantize_arguments *arguments, ep_task *task);
