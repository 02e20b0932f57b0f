#pragma once
#include "CEdgeKernels.h"

typedef void ep_lookup_u8_kernel(uint8_t *destination, const uint8_t *source, size_t count, const uint8_t *table);

ep_lookup_u8_kernel ep_lookup_u8_scalar;
#if defined(__x86_64__)
ep_lookup_u8_kernel ep_lookup_u8_avx2, ep_lookup_u8_avx512;
#elif defined(__aarch64__)
ep_lookup_u8_kernel ep_lookup_u8_neon;
#endif
