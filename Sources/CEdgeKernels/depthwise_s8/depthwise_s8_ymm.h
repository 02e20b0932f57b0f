#pragma once
#include "depthwise_s8.h"
#include <immintrin.h>

// Registers of 32 channels; the file that includes this has set its instruction set, and defines `taps` and `dot`.

enum { CHANNELS = 32 };

typedef __m256i bytes;
typedef __m256i sums;
typedef __m256 floats;

static inline __attribute__((always_inline)) __m256i load_whole(const uint8_t *from) {
    return _mm256_loadu_si256((const __m256i *)(const void *)from);
}

static inline __attribute__((always_inline)) __m256i load_starts(const int32_t *from) {
    return _mm256_loadu_si256((const __m256i *)(const void *)from);
}

static inline __attribute__((always_inline)) __m256 multipliers_of(const float *from) { return _mm256_loadu_ps(from); }

static inline __attribute__((always_inline)) __m256i repeat(uint8_t byte) { return _mm256_set1_epi8((char)byte); }

static inline __attribute__((always_inline)) __m256i flipped(__m256i row, uint8_t flip) {
    return _mm256_xor_si256(row, _mm256_set1_epi8((char)flip));
}

/// Puts the bytes of four rows side by side, channel by channel.
static inline __attribute__((always_inline)) void weave(__m256i a, __m256i b, __m256i c, __m256i d, __m256i woven[4]) {
    __m256i upper = _mm256_unpacklo_epi8(a, b), upper_end = _mm256_unpackhi_epi8(a, b);
    __m256i lower = _mm256_unpacklo_epi8(c, d), lower_end = _mm256_unpackhi_epi8(c, d);
    woven[0] = _mm256_unpacklo_epi16(upper, lower);
    woven[1] = _mm256_unpackhi_epi16(upper, lower);
    woven[2] = _mm256_unpacklo_epi16(upper_end, lower_end);
    woven[3] = _mm256_unpackhi_epi16(upper_end, lower_end);
}

static inline __attribute__((always_inline)) __m256i rounded(__m256i sum, __m256 multipliers) {
    return _mm256_cvtps_epi32(_mm256_mul_ps(_mm256_cvtepi32_ps(sum), multipliers));
}

static inline __attribute__((always_inline)) void results(const ep_depthwise_s8_unit *u, const __m256 *multipliers,
                                                          const __m256i *sum, uint8_t *to) {
    __m256i zero_point = _mm256_set1_epi16(u->zero_point);
    // Packing works within lanes, as unpacking did: the channels are in order again.
    __m256i low = _mm256_packs_epi32(rounded(sum[0], multipliers[0]), rounded(sum[1], multipliers[1]));
    __m256i high = _mm256_packs_epi32(rounded(sum[2], multipliers[2]), rounded(sum[3], multipliers[3]));
    __m256i all = _mm256_packus_epi16(_mm256_adds_epi16(low, zero_point), _mm256_adds_epi16(high, zero_point));
    all = _mm256_min_epu8(_mm256_max_epu8(all, repeat(u->lowest)), repeat(u->highest));
    _mm256_storeu_si256((__m256i *)(void *)to, flipped(all, u->flip));
}
