#pragma once
#include "CEdgeKernels.h"

/// One row.
typedef void ep_norm_f32_kernel(const ep_norm_f32_arguments *arguments, float *destination, const float *source);

ep_norm_f32_kernel ep_norm_f32_scalar;
#if defined(__x86_64__)
ep_norm_f32_kernel ep_norm_f32_avx2, ep_norm_f32_avx512;
#elif defined(__aarch64__)
ep_norm_f32_kernel ep_norm_f32_neon;
#endif
