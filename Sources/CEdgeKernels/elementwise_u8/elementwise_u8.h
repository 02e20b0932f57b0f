#pragma once
#include "../common/pairs.h"

ep_pairs_kernel ep_elementwise_u8_scalar;
#if defined(__x86_64__)
ep_pairs_kernel ep_elementwise_u8_avx2, ep_elementwise_u8_avx512;
#elif defined(__aarch64__)
ep_pairs_kernel ep_elementwise_u8_neon;
#endif
