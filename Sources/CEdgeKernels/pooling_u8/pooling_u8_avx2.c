#include "pooling_u8.h"
#include <math.h>

#if defined(__x86_64__)

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)

#include "pooling_u8_row.h"

void ep_pooling_u8_avx2(const ep_pooling_u8_arguments *a, ep_pooled_unit unit) { pool(a, unit); }

#pragma clang attribute pop
#endif
