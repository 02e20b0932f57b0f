#include "elementwise_u8_loops.h"

void ep_elementwise_u8_scalar(const ep_elementwise_u8_arguments *a, ep_elementwise_u8_row row) { combine(a, row); }
