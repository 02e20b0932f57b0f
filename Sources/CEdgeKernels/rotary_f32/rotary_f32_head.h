// One head of all instruction sets: the file that includes this sets one, and the compiler makes vectors of the loops.
#include "../common/functions.h"
#include "rotary_f32.h"

/// Pair `i` lies at `i × step` and `other` further on.
INLINE void turn_pairs(float *destination, const float *source, size_t pairs, size_t step, size_t other,
                       const float *cosines, const float *sines) {
    // The destination may be the source: both of a pair are read before either is written.
#pragma clang loop vectorize(assume_safety)
    for (size_t i = 0; i < pairs; i++) {
        float x = source[i * step], y = source[i * step + other];
        destination[i * step] = x * cosines[i] - y * sines[i];
        destination[i * step + other] = x * sines[i] + y * cosines[i];
    }
}

INLINE void turn(const ep_rotary_f32_arguments *a, float *destination, const float *source, const float *cosines,
                 const float *sines) {
    size_t pairs = a->turned / 2;
    if (a->are_neighbours) turn_pairs(destination, source, pairs, 2, 1, cosines, sines);
    else turn_pairs(destination, source, pairs, 1, pairs, cosines, sines);
    for (size_t i = a->turned; i < a->head; i++) destination[i] = source[i];
}
