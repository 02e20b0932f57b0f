#pragma once
#include "CEdgeKernels.h"

/// `count` elements of one row.
typedef struct {
    float *destination;
    const float *left, *right;
    size_t count;
} ep_elementwise_f32_row;

typedef void ep_elementwise_f32_kernel(const ep_elementwise_f32_arguments *arguments, ep_elementwise_f32_row row);

ep_elementwise_f32_kernel ep_elementwise_f32_scalar;
#if defined(__x86_64__)
ep_elementwise_f32_kernel ep_elementwise_f32_avx2, ep_elementwise_f32_avx512;
#elif defined(__aarch64__)
ep_elementwise_f32_kernel ep_elementwise_f32_neon;
#endif
