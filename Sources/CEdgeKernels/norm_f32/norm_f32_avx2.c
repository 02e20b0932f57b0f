#if defined(__x86_64__)
#include "norm_f32.h"
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)

#include "norm_f32_row.h"

void ep_norm_f32_avx2(const ep_norm_f32_arguments *a, float *destination, const float *source) { norm(a, destination, source); }

#pragma clang attribute pop
#endif
