#include "round_bf16.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512bf16"))), apply_to = function)

void ep_round_bf16_avx512bf16(ep_bf16 *destination, const float *numbers, size_t count) {
    size_t i = 0;
    for (; i + 32 <= count; i += 32) {
        __m512 first = _mm512_loadu_ps(numbers + i), second = _mm512_loadu_ps(numbers + i + 16);
        _mm512_storeu_si512(destination + i, (__m512i)_mm512_cvtne2ps_pbh(second, first));
    }
    for (; i < count; i += 16) {
        __mmask16 lanes = count - i >= 16 ? 0xFFFF : (__mmask16)((1U << (count - i)) - 1);
        __m512 some = _mm512_maskz_loadu_ps(lanes, numbers + i);
        _mm256_mask_storeu_epi16(destination + i, lanes, (__m256i)_mm512_cvtneps_pbh(some));
    }
}

#pragma clang attribute pop
#endif
