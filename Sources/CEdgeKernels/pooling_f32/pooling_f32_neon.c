#include "pooling_f32.h"

#if defined(__aarch64__)
#include "pooling_f32_row.h"

void ep_pooling_f32_neon(const ep_pooling_f32_arguments *a, ep_pooled_unit unit) { pool(a, unit); }
#endif
