#pragma once
#include "functions.h"
#include <stddef.h>

// Sums of rows. Elements are added in 32 lanes, and the lanes by halves: the same order on every instruction set.

enum : size_t { EP_LANES = 32 };

/// What is added of each element.
typedef enum { EP_SUM_ITSELF, EP_SUM_SQUARE, EP_SUM_EXP } ep_sum;

/// `exp` leaves what it added in `to`; `shift` is taken from each element first.
INLINE float ep_sum_term(ep_sum sum, float x, float scale, float shift) {
    if (sum == EP_SUM_EXP) return ep_exp(x * scale - shift);
    x -= shift;
    return sum == EP_SUM_SQUARE ? x * x : x;
}

INLINE float ep_sum_row(ep_sum sum, const float *row, size_t count, float scale, float shift, float *to) {
    float lanes[EP_LANES] = {0};
    size_t i = 0;
    for (; i + EP_LANES <= count; i += EP_LANES) {
#pragma clang loop vectorize(assume_safety)
        for (size_t lane = 0; lane < EP_LANES; lane++) {
            float term = ep_sum_term(sum, row[i + lane], scale, shift);
            lanes[lane] += term;
            if (sum == EP_SUM_EXP) to[i + lane] = term;
        }
    }
#pragma clang loop vectorize(assume_safety)
    for (size_t lane = 0; lane < count - i; lane++) {
        float term = ep_sum_term(sum, row[i + lane], scale, shift);
        lanes[lane] += term;
        if (sum == EP_SUM_EXP) to[i + lane] = term;
    }
    for (size_t half = EP_LANES / 2; half > 0; half /= 2)
        for (size_t lane = 0; lane < half; lane++) lanes[lane] += lanes[lane + half];
    return lanes[0];
}

/// The largest; what is not a number is passed over.
INLINE float ep_largest(const float *row, size_t count) {
    float lanes[EP_LANES];
    for (size_t lane = 0; lane < EP_LANES; lane++) lanes[lane] = -__builtin_inff();
    size_t i = 0;
    for (; i + EP_LANES <= count; i += EP_LANES)
        for (size_t lane = 0; lane < EP_LANES; lane++)
            lanes[lane] = row[i + lane] > lanes[lane] ? row[i + lane] : lanes[lane];
    for (size_t lane = 0; lane < count - i; lane++)
        lanes[lane] = row[i + lane] > lanes[lane] ? row[i + lane] : lanes[lane];
    for (size_t half = EP_LANES / 2; half > 0; half /= 2)
        for (size_t lane = 0; lane < half; lane++)
            lanes[lane] = lanes[lane + half] > lanes[lane] ? lanes[lane + half] : lanes[lane];
    return lanes[0];
}
