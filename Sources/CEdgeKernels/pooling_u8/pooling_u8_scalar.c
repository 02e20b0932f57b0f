#include "pooling_u8_row.h"

void ep_pooling_u8_scalar(const ep_pooling_u8_arguments *a, ep_pooled_unit unit) { pool(a, unit); }
