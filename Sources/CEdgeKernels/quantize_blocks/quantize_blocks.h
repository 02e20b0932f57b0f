#pragma once
#include "../plan.h"

typedef void ep_quantize_blocks_kernel(const ep_quantize_blocks_arguments *arguments, size_t row);

ep_quantize_blocks_kernel ep_quantize_blocks_s8_f32_scalar;
#if defined(__x86_64__)
ep_quantize_blocks_kernel ep_quantize_blocks_s8_f32_avx2, ep_quantize_blocks_s8_f32_avx512;
#elif defined(__aarch64__)
ep_quantize_blocks_kernel ep_quantize_blocks_s8_f32_neon;
#endif
