#pragma once
#include "../common/pairs.h"

ep_pairs_kernel ep_elementwise_f32_scalar;
#if defined(__x86_64__)
ep_pairs_kernel ep_elementwise_f32_avx2, ep_elementwise_f32_avx512;
#elif defined(__aarch64__)
ep_pairs_kernel ep_elementwise_f32_neon;
#endif
