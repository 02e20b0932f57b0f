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

void ep_gemm_s8_avxvnni(const ep_gemm_s8_tile *tile, size_t rows, size_t groups) {
    (void)groups;
    switch (rows) {
    case 1: product(tile, 1); break;
    case 2: product(tile, 2); break;
    case 3: product(tile, 3); break;
    case 4: product(tile, 4); break;
    case 5: product(tile, 5); break;
    default: product(tile, 6);
    }
    if (tile->finish->type == EP_F32) ep_gemm_s8_to_float(tile, rows);
}

#pragma clang attribute pop
#endif
