#include "gemm_s4.h"

#if defined(__x86_64__)
#include <immintrin.h>

// Without avx512vnni, whose encoding of the same instruction faults on processors that have only this one.
#pragma clang attribute push(__attribute__((target("avx2,avxvnni,fma,f16c"))), apply_to = function)

static inline __attribute__((always_inline)) __m256i add_products(__m256i part, __m256i nibbles, __m256i left) {
    return _mm256_dpbusd_avx_epi32(part, nibbles, left);
}

static inline __attribute__((always_inline)) __m256i as_sums(__m256i part) { return part; }

#include "gemm_s4_ymm.h"

void ep_gemm_f32_s8_s4_avxvnni(const ep_gemm_s4_tile *tile, size_t rows, size_t groups) {
    (void)groups;
    of_rows(tile, rows);
}

#pragma clang attribute pop
#endif
