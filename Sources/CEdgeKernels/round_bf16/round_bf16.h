#pragma once
#include "../common/bf16.h"
#include <stddef.h>

/// Rounds fp32 numbers to bf16.
typedef void ep_round_bf16_kernel(ep_bf16 *destination, const float *numbers, size_t count);

ep_round_bf16_kernel ep_round_bf16_scalar;
#if defined(__x86_64__)
ep_round_bf16_kernel ep_round_bf16_avx2, ep_round_bf16_avx512bf16;
#endif
