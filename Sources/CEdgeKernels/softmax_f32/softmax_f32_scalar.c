#include "softmax_f32_row.h"

void ep_softmax_f32_scalar(float *destination, const float *source, size_t columns, float scale) { softmax(destination, source, columns, scale); }
