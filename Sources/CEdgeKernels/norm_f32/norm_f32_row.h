// One row of all instruction sets: the file that includes this sets one, and the compiler makes vectors of the loops.
#include "../common/sums.h"
#include "norm_f32.h"

INLINE void apply(const ep_norm_f32_arguments *a, float *destination, const float *source, float mean, float part,
                  bool has_weights, bool has_bias) {
    const float *weights = a->weights, *bias = a->bias;
    // The destination may be the source, place by place.
#pragma clang loop vectorize(assume_safety)
    for (size_t i = 0; i < a->rows.columns; i++) {
        float value = (source[i] - mean) * part;
        if (has_weights) value *= weights[i];
        if (has_bias) value += bias[i];
        destination[i] = value;
    }
}

INLINE void norm(const ep_norm_f32_arguments *a, float *destination, const float *source) {
    size_t columns = a->rows.columns;
    float count = (float)columns;
    float mean = a->norm == EP_NORM_LAYER ? ep_sum_row(EP_SUM_ITSELF, source, columns, 1, 0, NULL) / count : 0;
    // Squares of differences, in a second pass: squares of large numbers would leave nothing of a small variance.
    float squares = ep_sum_row(EP_SUM_SQUARE, source, columns, 1, mean, NULL);
    float part = 1 / __builtin_sqrtf(squares / count + a->epsilon);
    if (a->weights && a->bias) apply(a, destination, source, mean, part, true, true);
    else if (a->weights) apply(a, destination, source, mean, part, true, false);
    else if (a->bias) apply(a, destination, source, mean, part, false, true);
    else apply(a, destination, source, mean, part, false, false);
}
