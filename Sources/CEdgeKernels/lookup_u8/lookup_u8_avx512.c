#include "lookup_u8.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw"))), apply_to = function)

/// What the 16 entries from `16 × part` on hold for these; 0 for elements that are elsewhere.
static inline __attribute__((always_inline)) __m512i found(__m512i elements, const uint8_t *table, int part) {
    __m512i entries = _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)table + part));
    // Elements of other parts have a high nibble, which becomes the sign bit that a shuffle takes for nothing.
    __m512i within = _mm512_xor_si512(elements, _mm512_set1_epi8((char)(part << 4)));
    return _mm512_shuffle_epi8(entries, _mm512_adds_epu8(within, _mm512_set1_epi8(0x70)));
}

/// For processors that choose among 128 bytes at once.
__attribute__((target("avx512vbmi"))) static void permuted(uint8_t *destination, const uint8_t *source, size_t count,
                                                           const uint8_t *table) {
    __m512i parts[4];
    for (int part = 0; part < 4; part++) parts[part] = _mm512_loadu_si512(table + 64 * part);
    for (size_t i = 0; i < count; i += 64) {
        __mmask64 lanes = count - i >= 64 ? ~0ULL : (1ULL << (count - i)) - 1;
        __m512i elements = _mm512_maskz_loadu_epi8(lanes, source + i);
        __m512i lower = _mm512_permutex2var_epi8(parts[0], elements, parts[1]);
        __m512i upper = _mm512_permutex2var_epi8(parts[2], elements, parts[3]);
        __m512i result = _mm512_mask_blend_epi8(_mm512_movepi8_mask(elements), lower, upper);
        _mm512_mask_storeu_epi8(destination + i, lanes, result);
    }
}

void ep_lookup_u8_avx512(uint8_t *destination, const uint8_t *source, size_t count, const uint8_t *table) {
    if (__builtin_cpu_supports("avx512vbmi")) {
        permuted(destination, source, count, table);
        return;
    }
    for (size_t i = 0; i < count; i += 64) {
        __mmask64 lanes = count - i >= 64 ? ~0ULL : (1ULL << (count - i)) - 1;
        __m512i elements = _mm512_maskz_loadu_epi8(lanes, source + i);
        __m512i result = found(elements, table, 0);
        for (int part = 1; part < 16; part++) result = _mm512_or_si512(result, found(elements, table, part));
        _mm512_mask_storeu_epi8(destination + i, lanes, result);
    }
}

#pragma clang attribute pop
#endif
