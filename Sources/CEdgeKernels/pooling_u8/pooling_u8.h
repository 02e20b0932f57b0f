#pragma once
#include "../common/pooled.h"

typedef void ep_pooling_u8_kernel(const ep_pooling_u8_arguments *arguments, ep_pooled_unit unit);

ep_pooling_u8_kernel ep_pooling_u8_scalar;
#if defined(__x86_64__)
ep_pooling_u8_kernel ep_pooling_u8_avx2, ep_pooling_u8_avx512;
#elif defined(__aarch64__)
ep_pooling_u8_kernel ep_pooling_u8_neon;
#endif
