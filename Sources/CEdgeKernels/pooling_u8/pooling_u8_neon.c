#include "pooling_u8.h"

#if defined(__aarch64__)
#include "pooling_u8_row.h"

void ep_pooling_u8_neon(const ep_pooling_u8_arguments *a, ep_pooled_unit unit) { pool(a, unit); }
#endif
