#include "elementwise_f32_loops.h"

void ep_elementwise_f32_scalar(const void *a, ep_pairs_row row) { combine(a, row); }
