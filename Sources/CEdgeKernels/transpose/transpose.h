#pragma once
#include "CEdgeKernels.h"

/// Rows and columns in a unit of the task: multiples of what kernels take at once.
enum : size_t { EP_TRANSPOSE_ROWS = 256, EP_TRANSPOSE_COLUMNS = 256 };

static inline size_t ep_least(size_t a, size_t b) { return a < b ? a : b; }

/// One block of a matrix: arguments as if there were nothing else, `rows` of which may be none where all is padding.
typedef void ep_transpose_kernel(const ep_transpose_arguments *block);

ep_transpose_kernel ep_transpose_scalar;
#if defined(__x86_64__)
ep_transpose_kernel ep_transpose_avx2;
#elif defined(__aarch64__)
ep_transpose_kernel ep_transpose_neon;
#endif
