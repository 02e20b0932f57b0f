#pragma once
#include "CEdgeKernels.h"

/// Some neighbouring pixels of one image: `stride` elements lie between its planes.
typedef void ep_pixels_bf16_kernel(uint16_t *destination, const float *source, size_t channels, size_t stride,
                                   size_t count);

ep_pixels_bf16_kernel ep_pixels_bf16_scalar;
#if defined(__x86_64__)
ep_pixels_bf16_kernel ep_pixels_bf16_avx2, ep_pixels_bf16_avx512;
#elif defined(__aarch64__)
ep_pixels_bf16_kernel ep_pixels_bf16_neon;
#endif
