#if defined(__aarch64__)
#include "elementwise_f32_loops.h"

void ep_elementwise_f32_neon(const void *a, ep_pairs_row row) { combine(a, row); }
#endif
