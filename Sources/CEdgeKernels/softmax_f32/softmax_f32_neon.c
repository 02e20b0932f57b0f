#if defined(__aarch64__)
#include "softmax_f32_row.h"

void ep_softmax_f32_neon(float *destination, const float *source, size_t columns, float scale) { softmax(destination, source, columns, scale); }
#endif
