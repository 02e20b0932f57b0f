#if defined(__x86_64__)
#include <math.h>
#include <string.h>

#include "quantize.h"

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)

#include "quantize_loops.h"

const ep_quantize_kernels ep_quantize_avx2 = {quantize, quantize_row, dequantize, requantize};

#pragma clang attribute pop
#endif
