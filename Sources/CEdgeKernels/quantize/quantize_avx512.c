#if defined(__x86_64__)
#include <math.h>
#include <string.h>

#include "quantize.h"

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl"))), apply_to = function)

#include "quantize_loops.h"

const ep_quantize_kernels ep_quantize_avx512 = {quantize, quantize_row, dequantize, requantize};

#pragma clang attribute pop
#endif
