#include "elementwise_f32_loops.h"

void ep_elementwise_f32_scalar(const ep_elementwise_f32_arguments *a, ep_elementwise_f32_row row) { combine(a, row); }
