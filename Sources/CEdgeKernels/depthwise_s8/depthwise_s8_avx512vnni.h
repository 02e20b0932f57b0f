#pragma once
#include "depthwise_s8.h"
#include <immintrin.h>

// What kernels of both sizes share; the file that includes this has set its instruction set.
//
// With 32 channels or fewer the 128-bit lanes of a register are split among 2 or 4 parts, rows below each other.

#define INLINE static inline __attribute__((always_inline))

enum { most_parts = 4 };

/// The same lanes of a line for every part.
INLINE __m512i for_parts(const void *line, int parts) {
    __m512i all = _mm512_load_si512(line);
    if (parts == 4) return _mm512_shuffle_i64x2(all, all, 0x00);
    return parts == 2 ? _mm512_shuffle_i64x2(all, all, 0x44) : all;
}

/// From sums to results.
typedef struct {
    __m512i starts[4];
    __m512 multipliers[4];
    __m512i zero_point, lowest, highest, flip;
    __mmask64 lanes;
} finish;

INLINE void prepare_finish(const ep_depthwise_s8_unit *u, finish *to, int parts) {
    for (int j = 0; j < 4; j++) {
        to->starts[j] = for_parts(u->starts + 16 * j, parts);
        to->multipliers[j] = _mm512_castsi512_ps(for_parts(u->multipliers + 16 * j, parts));
    }
    to->zero_point = _mm512_set1_epi16(u->zero_point);
    to->lowest = _mm512_set1_epi8((char)u->lowest);
    to->highest = _mm512_set1_epi8((char)u->highest);
    to->flip = _mm512_set1_epi8((char)u->flip);
    to->lanes = u->channels == 64 ? ~0ULL : (1ULL << u->channels) - 1;
}

INLINE __m512i result(const finish *f, const __m512i sums[4]) {
    __m512i rounded[4];
#pragma clang loop unroll(full)
    for (int j = 0; j < 4; j++)
        rounded[j] = _mm512_cvtps_epi32(_mm512_mul_ps(_mm512_cvtepi32_ps(sums[j]), f->multipliers[j]));
    // Packing works within lanes, as unpacking did: the channels are in order again.
    __m512i low = _mm512_adds_epi16(_mm512_packs_epi32(rounded[0], rounded[1]), f->zero_point);
    __m512i high = _mm512_adds_epi16(_mm512_packs_epi32(rounded[2], rounded[3]), f->zero_point);
    __m512i bytes = _mm512_packus_epi16(low, high);
    return _mm512_xor_si512(_mm512_min_epu8(_mm512_max_epu8(bytes, f->lowest), f->highest), f->flip);
}

/// Writes what a result holds of one part.
INLINE void write_part(uint8_t *to, __m512i bytes, int part, __mmask64 lanes, int parts, bool whole) {
    if (parts == 1) {
        whole ? _mm512_storeu_si512(to, bytes) : _mm512_mask_storeu_epi8(to, lanes, bytes);
    } else if (parts == 2) {
        __m256i half = part ? _mm512_extracti64x4_epi64(bytes, 1) : _mm512_castsi512_si256(bytes);
        whole ? _mm256_storeu_epi8(to, half) : _mm256_mask_storeu_epi8(to, (__mmask32)lanes, half);
    } else {
        __m128i quarter = part == 0   ? _mm512_castsi512_si128(bytes)
                          : part == 1 ? _mm512_extracti32x4_epi32(bytes, 1)
                          : part == 2 ? _mm512_extracti32x4_epi32(bytes, 2)
                                      : _mm512_extracti32x4_epi32(bytes, 3);
        whole ? _mm_storeu_epi8(to, quarter) : _mm_mask_storeu_epi8(to, (__mmask16)lanes, quarter);
    }
}

INLINE __m128i load_quarter(const uint8_t *from, __mmask64 lanes, bool whole) {
    return whole ? _mm_loadu_epi8(from) : _mm_maskz_loadu_epi8((__mmask16)lanes, from);
}

INLINE __m256i load_half(const uint8_t *from, __mmask64 lanes, bool whole) {
    return whole ? _mm256_loadu_epi8(from) : _mm256_maskz_loadu_epi8((__mmask32)lanes, from);
}

/// Pixels of each part, one below the other.
INLINE __m512i load(const uint8_t *const at[most_parts], __mmask64 lanes, int parts, bool whole) {
    if (parts == 1) return whole ? _mm512_loadu_si512(at[0]) : _mm512_maskz_loadu_epi8(lanes, at[0]);
    __m256i low, high;
    if (parts == 2) {
        low = load_half(at[0], lanes, whole);
        high = load_half(at[1], lanes, whole);
    } else {
        low = _mm256_set_m128i(load_quarter(at[1], lanes, whole), load_quarter(at[0], lanes, whole));
        high = _mm256_set_m128i(load_quarter(at[3], lanes, whole), load_quarter(at[2], lanes, whole));
    }
    return _mm512_inserti64x4(_mm512_castsi256_si512(low), high, 1);
}

/// Puts the bytes of four rows side by side, channel by channel.
INLINE void weave(const __m512i rows[4], __m512i *woven) {
    __m512i upper = _mm512_unpacklo_epi8(rows[0], rows[1]), upper_end = _mm512_unpackhi_epi8(rows[0], rows[1]);
    __m512i lower = _mm512_unpacklo_epi8(rows[2], rows[3]), lower_end = _mm512_unpackhi_epi8(rows[2], rows[3]);
    woven[0] = _mm512_unpacklo_epi16(upper, lower);
    woven[1] = _mm512_unpackhi_epi16(upper, lower);
    woven[2] = _mm512_unpacklo_epi16(upper_end, lower_end);
    woven[3] = _mm512_unpackhi_epi16(upper_end, lower_end);
}

/// The next pixels of a row of the source in each part; a row outside stands still at the border.
typedef struct {
    const uint8_t *at[most_parts];
    size_t step[most_parts];
} line_of_source;

/// `below` is how far the rows of one part are from those of the one before; `border` holds 64 bytes.
INLINE void find_line(const ep_depthwise_s8_unit *u, line_of_source *to, size_t row, size_t below, size_t column,
                      const uint8_t *border, int parts) {
#pragma clang loop unroll(full)
    for (int n = 0; n < parts; n++) {
        // Rows above the source are huge numbers here.
        size_t source = row + (size_t)n * below - u->top;
        bool inside = source < u->height;
        to->at[n] = inside ? u->source + (source * u->width + column) * u->source_stride : border;
        to->step[n] = inside ? u->source_stride : 0;
    }
}

INLINE __m512i next_pixels(line_of_source *from, const finish *f, int parts, bool whole) {
    __m512i pixels = load(from->at, f->lanes, parts, whole);
#pragma clang loop unroll(full)
    for (int n = 0; n < parts; n++) from->at[n] += from->step[n];
    return _mm512_xor_si512(pixels, f->flip);
}

#define FOR_CHANNELS(function, u, stride)                                                                              \
    do {                                                                                                               \
        if ((u)->channels < 16)                                                                                        \
            function(u, stride, 4, false);                                                                             \
        else if ((u)->channels == 16)                                                                                  \
            function(u, stride, 4, true);                                                                              \
        else if ((u)->channels < 32)                                                                                   \
            function(u, stride, 2, false);                                                                             \
        else if ((u)->channels == 32)                                                                                  \
            function(u, stride, 2, true);                                                                              \
        else if ((u)->channels < 64)                                                                                   \
            function(u, stride, 1, false);                                                                             \
        else                                                                                                           \
            function(u, stride, 1, true);                                                                              \
    } while (false)

void ep_depthwise_s8_3x3_avx512vnni(const ep_depthwise_s8_unit *unit);
void ep_depthwise_s8_5x5_avx512vnni(const ep_depthwise_s8_unit *unit);
