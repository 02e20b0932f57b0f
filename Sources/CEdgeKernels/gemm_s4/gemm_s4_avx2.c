#include "gemm_s4.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2,fma,f16c"))), apply_to = function)

/// Exact in 16 bits, for all 32 products of a step and not only for the two that one instruction adds.
///
/// A nibble is at most 15 and an activation at least −128, so a product is within ±1920. A sum of 16 bits gets two
/// products of each of eight instructions: at most 16 × 1920 = 30720, below 32767. Nothing saturates or wraps.
static inline __attribute__((always_inline)) __m256i add_products(__m256i part, __m256i nibbles, __m256i left) {
    return _mm256_add_epi16(part, _mm256_maddubs_epi16(nibbles, left));
}

static inline __attribute__((always_inline)) __m256i as_sums(__m256i part) {
    return _mm256_madd_epi16(part, _mm256_set1_epi16(1));
}

#include "gemm_s4_ymm.h"

void ep_gemm_f32_s8_s4_avx2(const ep_gemm_s4_tile *tile, size_t rows, size_t groups) {
    (void)groups;
    of_rows(tile, rows);
}

#pragma clang attribute pop
#endif
