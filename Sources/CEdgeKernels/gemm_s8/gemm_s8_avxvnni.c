#include "gemm_s8.h"

#if defined(__x86_64__)
#include <immintrin.h>

// Without avx512vnni, whose encoding of the same instruction faults on processors that have only this one.
#pragma clang attribute push(__attribute__((target("avx2,avxvnni"))), apply_to = function)

enum { most_rows = 6 };

typedef __m256i left_part, weights_part;

static inline __attribute__((always_inline)) left_part as_left(__m256i four) { return four; }

static inline __attribute__((always_inline)) weights_part as_weights(__m256i line) { return line; }

static inline __attribute__((always_inline)) __m256i add_products(__m256i sum, left_part left, weights_part weights) {
    return _mm256_dpbusd_avx_epi32(sum, left, weights);
}

#include "gemm_s8_ymm.h"

void ep_gemm_s8_avxvnni(const ep_gemm_s8_strip *strip, size_t rows, size_t groups) {
    (void)groups;
    switch (rows) {
    case 1: product(strip, 1); break;
    case 2: product(strip, 2); break;
    case 3: product(strip, 3); break;
    case 4: product(strip, 4); break;
    case 5: product(strip, 5); break;
    default: product(strip, 6);
    }
    if (strip->finish->type == EP_F32) ep_gemm_s8_to_float(strip, rows);
}

#pragma clang attribute pop
#endif
