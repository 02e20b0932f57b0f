#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// Turns 4 × 4 elements of 32 bits: rows become columns. Strides are in bytes.
static inline __attribute__((always_inline)) void ep_turn_block(const char *source, size_t source_stride,
                                                                char *destination, size_t destination_stride) {
    typedef uint32_t four __attribute__((vector_size(16)));
    four a, b, c, d;
    memcpy(&a, source, sizeof a);
    memcpy(&b, source + source_stride, sizeof b);
    memcpy(&c, source + 2 * source_stride, sizeof c);
    memcpy(&d, source + 3 * source_stride, sizeof d);
    four ab = __builtin_shufflevector(a, b, 0, 4, 1, 5), cd = __builtin_shufflevector(c, d, 0, 4, 1, 5);
    four more_ab = __builtin_shufflevector(a, b, 2, 6, 3, 7), more_cd = __builtin_shufflevector(c, d, 2, 6, 3, 7);
    a = __builtin_shufflevector(ab, cd, 0, 1, 4, 5);
    b = __builtin_shufflevector(ab, cd, 2, 3, 6, 7);
    c = __builtin_shufflevector(more_ab, more_cd, 0, 1, 4, 5);
    d = __builtin_shufflevector(more_ab, more_cd, 2, 3, 6, 7);
    memcpy(destination, &a, sizeof a);
    memcpy(destination + destination_stride, &b, sizeof b);
    memcpy(destination + 2 * destination_stride, &c, sizeof c);
    memcpy(destination + 3 * destination_stride, &d, sizeof d);
}
