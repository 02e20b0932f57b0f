#if defined(__x86_64__)
#include "elementwise_f32.h"
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl"))), apply_to = function)

#include "elementwise_f32_loops.h"

void ep_elementwise_f32_avx512(const void *a, ep_pairs_row row) { combine(a, row); }

#pragma clang attribute pop
#endif
