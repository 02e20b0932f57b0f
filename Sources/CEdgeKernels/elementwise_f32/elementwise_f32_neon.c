#if defined(__aarch64__)
#include "elementwise_f32_loops.h"

void ep_elementwise_f32_neon(const ep_elementwise_f32_arguments *a, ep_elementwise_f32_row row) { combine(a, row); }
#endif
