#include "add_f32.h"

void ep_add_f32_scalar(float *destination, const float *left, const float *right, size_t count, float lowest,
                       float highest) {
    for (size_t i = 0; i < count; i++) {
        float sum = left[i] + right[i];
        // Written so that NaN passes: every comparison with it is false.
        if (sum < lowest) sum = lowest;
        if (sum > highest) sum = highest;
        destination[i] = sum;
    }
}
