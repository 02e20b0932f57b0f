#if defined(__x86_64__)
#include "transpose.h"
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)

#include "transpose_blocks.h"

void ep_transpose_avx2(const ep_transpose_arguments *block) { turn(block); }

#pragma clang attribute pop
#endif
