#include "lookup_u8.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)

/// What the 16 entries from `16 × part` on hold for these; 0 for elements that are elsewhere.
static inline __attribute__((always_inline)) __m256i found(__m256i elements, const uint8_t *table, int part) {
    __m256i entries = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)table + part));
    // Elements of other parts have a high nibble, which becomes the sign bit that a shuffle takes for nothing.
    __m256i within = _mm256_xor_si256(elements, _mm256_set1_epi8((char)(part << 4)));
    return _mm256_shuffle_epi8(entries, _mm256_adds_epu8(within, _mm256_set1_epi8(0x70)));
}

void ep_lookup_u8_avx2(uint8_t *destination, const uint8_t *source, size_t count, const uint8_t *table) {
    size_t i = 0;
    for (; i + 32 <= count; i += 32) {
        __m256i elements = _mm256_loadu_si256((const __m256i *)(source + i));
        __m256i result = found(elements, table, 0);
        for (int part = 1; part < 16; part++) result = _mm256_or_si256(result, found(elements, table, part));
        _mm256_storeu_si256((__m256i *)(destination + i), result);
    }
    ep_lookup_u8_scalar(destination + i, source + i, count - i, table);
}

#pragma clang attribute pop
#endif
