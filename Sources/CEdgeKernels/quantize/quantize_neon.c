#if defined(__aarch64__)
#include "quantize_loops.h"

const ep_quantize_kernels ep_quantize_neon = {quantize, quantize_row, dequantize, requantize};
#endif
