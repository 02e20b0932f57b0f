#pragma once
#include "CEdgeKernels.h"

/// One head of one row, with the row's cosines and sines.
typedef void ep_rotary_f32_kernel(const ep_rotary_f32_arguments *arguments, float *destination, const float *source,
                                  const float *cosines, const float *sines);

ep_rotary_f32_kernel ep_rotary_f32_scalar;
#if defined(__x86_64__)
ep_rotary_f32_kernel ep_rotary_f32_avx2, ep_rotary_f32_avx512;
#elif defined(__aarch64__)
ep_rotary_f32_kernel ep_rotary_f32_neon;
#endif
