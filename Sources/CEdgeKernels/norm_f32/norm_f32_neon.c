#if defined(__aarch64__)
#include "norm_f32_row.h"

void ep_norm_f32_neon(const ep_norm_f32_arguments *a, float *destination, const float *source) { norm(a, destination, source); }
#endif
