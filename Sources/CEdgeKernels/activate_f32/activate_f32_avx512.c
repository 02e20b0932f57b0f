#if defined(__x86_64__)
#include "activate_f32.h"
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl"))), apply_to = function)

#include "activate_f32_loops.h"

void ep_activate_f32_avx512(const ep_activate_f32_arguments *a, size_t from, size_t to) { activate(a, from, to); }

#pragma clang attribute pop
#endif
