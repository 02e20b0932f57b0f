#if defined(__x86_64__)
#include "activate_f32.h"
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)

#include "activate_f32_loops.h"

void ep_activate_f32_avx2(const ep_activate_f32_arguments *a, size_t from, size_t to) { activate(a, from, to); }

#pragma clang attribute pop
#endif
