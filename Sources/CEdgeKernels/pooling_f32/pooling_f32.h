#pragma once
#include "../common/pooled.h"

typedef void ep_pooling_f32_kernel(const ep_pooling_f32_arguments *arguments, ep_pooled_unit unit);

ep_pooling_f32_kernel ep_pooling_f32_scalar;
#if defined(__x86_64__)
ep_pooling_f32_kernel ep_pooling_f32_avx2, ep_pooling_f32_avx512;
#elif defined(__aarch64__)
ep_pooling_f32_kernel ep_pooling_f32_neon;
#endif
