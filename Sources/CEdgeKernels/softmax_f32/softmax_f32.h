#pragma once
#include "CEdgeKernels.h"

/// One row.
typedef void ep_softmax_f32_kernel(float *destination, const float *source, size_t columns, float scale);

ep_softmax_f32_kernel ep_softmax_f32_scalar;
#if defined(__x86_64__)
ep_softmax_f32_kernel ep_softmax_f32_avx2, ep_softmax_f32_avx512;
#elif defined(__aarch64__)
ep_softmax_f32_kernel ep_softmax_f32_neon;
#endif
