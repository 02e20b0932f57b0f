#include "depthwise_s8.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2,avxvnni"))), apply_to = function)

#include "depthwise_s8_ymm.h"

typedef __m256i taps;

static inline __attribute__((always_inline)) taps weights_of(const int8_t *line) {
    return load_whole((const uint8_t *)line);
}

static inline __attribute__((always_inline)) sums start_of(sums start, taps weights) {
    (void)weights;
    return start;
}

static inline __attribute__((always_inline)) sums dot(sums sum, bytes woven, taps weights) {
    return _mm256_dpbusd_avx_epi32(sum, woven, weights);
}

#include "depthwise_s8_strip.h"

void ep_depthwise_s8_avxvnni(const ep_depthwise_s8_unit *u) { every_size(u); }

#pragma clang attribute pop
#endif
