#pragma once
#include "CEdgeKernels.h"

/// Elements in one unit of the task: 16 KiB of each operand.
enum { EP_ADD_F32_UNIT = 4096 };

typedef void ep_add_f32_kernel(float *destination, const float *left, const float *right, size_t count, float lowest,
                               float highest);

ep_add_f32_kernel ep_add_f32_scalar;
#if defined(__x86_64__)
ep_add_f32_kernel ep_add_f32_avx2, ep_add_f32_avx512;
#elif defined(__aarch64__)
ep_add_f32_kernel ep_add_f32_neon;
#endif
