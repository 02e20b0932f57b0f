#if defined(__x86_64__)
#include "softmax_f32.h"
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl"))), apply_to = function)

#include "softmax_f32_row.h"

void ep_softmax_f32_avx512(float *destination, const float *source, size_t columns, float scale) { softmax(destination, source, columns, scale); }

#pragma clang attribute pop
#endif
