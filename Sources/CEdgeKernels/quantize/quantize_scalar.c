#include "quantize_loops.h"

const ep_quantize_kernels ep_quantize_scalar = {quantize, quantize_row, dequantize, requantize};
