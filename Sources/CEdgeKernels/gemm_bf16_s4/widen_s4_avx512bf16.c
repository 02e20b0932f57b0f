#include "widen_s4.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512bf16"))), apply_to = function)

enum { LANES = 16 };

typedef uint32_t words __attribute__((vector_size(64)));
typedef float floats __attribute__((vector_size(64)));

static inline __attribute__((always_inline)) floats scales_at(const uint8_t *from) {
    return (floats)_mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)(const void *)from));
}

static inline __attribute__((always_inline)) words rounded_pair(floats even, floats odd) {
    // All even ones come out below all odd ones; they belong side by side.
    const __m512i order = _mm512_add_epi32(
        _mm512_set1_epi32(0x00100000),
        _mm512_mullo_epi32(_mm512_set1_epi32(0x00010001),
                           _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)));
    return (words)_mm512_permutexvar_epi16(order, (__m512i)_mm512_cvtne2ps_pbh((__m512)odd, (__m512)even));
}

#include "widen_s4_vectors.h"

void ep_widen_bf16_s4_avx512bf16(ep_bf16 *out, const uint8_t *weights, ep_pack_s4_shape shape) {
    widen(out, weights, shape);
}

#pragma clang attribute pop
#endif
