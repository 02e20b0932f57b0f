#include "pooling_f32.h"
#include <math.h>

#if defined(__x86_64__)

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq"))), apply_to = function)

#include "pooling_f32_row.h"

void ep_pooling_f32_avx512(const ep_pooling_f32_arguments *a, ep_pooled_unit unit) { pool(a, unit); }

#pragma clang attribute pop
#endif
