// One row of all instruction sets: the file that includes this sets one, and the compiler makes vectors of the loops.
#include "../common/sums.h"
#include "softmax_f32.h"

INLINE void softmax(float *destination, const float *source, size_t columns, float scale) {
    float largest = ep_largest(source, columns);
    float sum = ep_sum_row(EP_SUM_EXP, source, columns, scale, largest * scale, destination);
    float part = 1 / sum;
    for (size_t i = 0; i < columns; i++) destination[i] *= part;
}
