#include "stream.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)

EP_STREAM_LOOPS(avx2, "%%ymm0", "0,32,64,96,128,160,192,224")

#pragma clang attribute pop
#endif
