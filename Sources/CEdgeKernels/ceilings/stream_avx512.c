#include "stream.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx512f"))), apply_to = function)

EP_STREAM_LOOPS(avx512, "%%zmm0", "0,64,128,192")

#pragma clang attribute pop
#endif
