#include "pooling_f32_row.h"

void ep_pooling_f32_scalar(const ep_pooling_f32_arguments *a, ep_pooled_unit unit) { pool(a, unit); }
