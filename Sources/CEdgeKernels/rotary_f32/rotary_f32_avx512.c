#if defined(__x86_64__)
#include "rotary_f32.h"
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl"))), apply_to = function)

#include "rotary_f32_head.h"

void ep_rotary_f32_avx512(const ep_rotary_f32_arguments *a, float *destination, const float *source, const float *cosines,
                          const float *sines) { turn(a, destination, source, cosines, sines); }

#pragma clang attribute pop
#endif
