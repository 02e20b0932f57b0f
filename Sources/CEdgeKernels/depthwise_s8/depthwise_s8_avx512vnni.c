#include "depthwise_s8.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni"))),              \
                             apply_to = function)

#define INLINE static inline __attribute__((always_inline))

enum { longest = 5, most_sets = 2, most_parts = 4 };

/// What a row of results needs of a unit, with the weights as registers take them.
///
/// With 32 channels or fewer the 128-bit lanes of a register are split among 2 or 4 parts, rows below each other.
typedef struct {
    /// For each kernel column and each set of four rows: four registers.
    __m512i weights[longest][most_sets][4];
    __m512i starts[4];
    __m512 multipliers[4];
    __m512i border, zero_point, lowest, highest, flip;
    __mmask64 lanes;
} registers;

/// The same lanes of a line for every part.
INLINE __m512i for_parts(__m512i line, int parts) {
    if (parts == 4) return _mm512_shuffle_i64x2(line, line, 0x00);
    return parts == 2 ? _mm512_shuffle_i64x2(line, line, 0x44) : line;
}

INLINE void prepare(const ep_depthwise_s8_unit *u, registers *to, int size, int parts) {
    int sets = size == 3 ? 1 : 2;
    const int8_t *line = u->weights;
    for (int x = 0; x < size; x++)
        for (int s = 0; s < sets; s++)
            for (int j = 0; j < 4; j++, line += 64) to->weights[x][s][j] = for_parts(_mm512_load_si512(line), parts);
    for (int j = 0; j < 4; j++) {
        to->starts[j] = for_parts(_mm512_load_si512(u->starts + 16 * j), parts);
        to->multipliers[j] = _mm512_castsi512_ps(for_parts(_mm512_load_si512(u->multipliers + 16 * j), parts));
    }
    to->border = _mm512_set1_epi8((char)u->border);
    to->zero_point = _mm512_set1_epi16(u->zero_point);
    to->lowest = _mm512_set1_epi8((char)u->lowest);
    to->highest = _mm512_set1_epi8((char)u->highest);
    to->flip = _mm512_set1_epi8((char)u->flip);
    to->lanes = u->channels == 64 ? ~0ULL : (1ULL << u->channels) - 1;
}

/// The rows of the source that rows of results read; one outside has a mask of zero, which holds it at the border.
typedef struct {
    const uint8_t *at[most_parts][longest];
    size_t moves[most_parts][longest];
    uint8_t border[64];
} lines;

INLINE void find_lines(const ep_depthwise_s8_unit *u, lines *to, size_t row, int size, int stride, int parts) {
    memset(to->border, u->border ^ u->flip, sizeof to->border);
#pragma clang loop unroll(full)
    for (int p = 0; p < parts; p++)
#pragma clang loop unroll(full)
        for (int l = 0; l < size; l++) {
            size_t source = (row + (size_t)p) * (size_t)stride + (size_t)l - u->top;
            bool inside = source < u->height;
            to->at[p][l] = inside ? u->source + source * u->width * u->source_stride : to->border;
            to->moves[p][l] = inside ? SIZE_MAX : 0;
        }
}

INLINE __m512i load(const lines *from, const registers *r, int line, size_t offset, int parts, bool whole) {
    const uint8_t *at[most_parts];
#pragma clang loop unroll(full)
    for (int p = 0; p < parts; p++) at[p] = from->at[p][line] + (offset & from->moves[p][line]);
    __m512i bytes;
    if (parts == 4) {
        __mmask16 lanes = (__mmask16)r->lanes;
        __m256i low = _mm256_inserti128_si256(_mm256_castsi128_si256(_mm_maskz_loadu_epi8(lanes, at[0])),
                                              _mm_maskz_loadu_epi8(lanes, at[1]), 1);
        __m256i high = _mm256_inserti128_si256(_mm256_castsi128_si256(_mm_maskz_loadu_epi8(lanes, at[2])),
                                               _mm_maskz_loadu_epi8(lanes, at[3]), 1);
        bytes = _mm512_inserti64x4(_mm512_castsi256_si512(low), high, 1);
    } else if (parts == 2) {
        __mmask32 lanes = (__mmask32)r->lanes;
        bytes = _mm512_inserti64x4(_mm512_castsi256_si512(_mm256_maskz_loadu_epi8(lanes, at[0])),
                                   _mm256_maskz_loadu_epi8(lanes, at[1]), 1);
    } else {
        bytes = whole ? _mm512_loadu_si512(at[0]) : _mm512_maskz_loadu_epi8(r->lanes, at[0]);
    }
    return _mm512_xor_si512(bytes, r->flip);
}

/// Puts the bytes of four rows side by side, channel by channel.
INLINE void weave(__m512i a, __m512i b, __m512i c, __m512i d, __m512i woven[4]) {
    __m512i upper = _mm512_unpacklo_epi8(a, b), upper_end = _mm512_unpackhi_epi8(a, b);
    __m512i lower = _mm512_unpacklo_epi8(c, d), lower_end = _mm512_unpackhi_epi8(c, d);
    woven[0] = _mm512_unpacklo_epi16(upper, lower);
    woven[1] = _mm512_unpackhi_epi16(upper, lower);
    woven[2] = _mm512_unpacklo_epi16(upper_end, lower_end);
    woven[3] = _mm512_unpackhi_epi16(upper_end, lower_end);
}

/// The source's column for one set of four rows; a weight of zero meets rows that are there twice.
INLINE void column_of(const lines *from, const registers *r, size_t offset, bool inside, int set, int size, int parts,
                      bool whole, __m512i woven[4]) {
    if (!inside) {
#pragma clang loop unroll(full)
        for (int j = 0; j < 4; j++) woven[j] = r->border;
        return;
    }
    __m512i rows[4];
#pragma clang loop unroll(full)
    for (int l = 0; l < 4; l++) {
        int line = set * 4 + l;
        rows[l] = line < size ? load(from, r, line, offset, parts, whole) : rows[l - 1];
    }
    weave(rows[0], rows[1], rows[2], rows[3], woven);
}

INLINE void finish(const ep_depthwise_s8_unit *u, const registers *r, const __m512i sums[4], size_t row, size_t column,
                   int parts, bool whole) {
    __m512i rounded[4];
#pragma clang loop unroll(full)
    for (int j = 0; j < 4; j++)
        rounded[j] = _mm512_cvtps_epi32(_mm512_mul_ps(_mm512_cvtepi32_ps(sums[j]), r->multipliers[j]));
    // Packing works within lanes, as unpacking did: the channels are in order again.
    __m512i low = _mm512_adds_epi16(_mm512_packs_epi32(rounded[0], rounded[1]), r->zero_point);
    __m512i high = _mm512_adds_epi16(_mm512_packs_epi32(rounded[2], rounded[3]), r->zero_point);
    __m512i bytes = _mm512_packus_epi16(low, high);
    bytes = _mm512_min_epu8(_mm512_max_epu8(bytes, r->lowest), r->highest);
    bytes = _mm512_xor_si512(bytes, r->flip);
    uint8_t *to = u->destination + (row * u->columns + column) * u->destination_stride;
    size_t next = u->columns * u->destination_stride;
    if (parts == 1 && whole) {
        _mm512_storeu_si512(to, bytes);
    } else if (parts == 1) {
        _mm512_mask_storeu_epi8(to, r->lanes, bytes);
    } else if (parts == 2) {
        __mmask32 lanes = (__mmask32)r->lanes;
        _mm256_mask_storeu_epi8(to, lanes, _mm512_castsi512_si256(bytes));
        if (row + 1 < u->end) _mm256_mask_storeu_epi8(to + next, lanes, _mm512_extracti64x4_epi64(bytes, 1));
    } else {
        __mmask16 lanes = (__mmask16)r->lanes;
        _mm_mask_storeu_epi8(to, lanes, _mm512_castsi512_si128(bytes));
        if (row + 1 < u->end) _mm_mask_storeu_epi8(to + next, lanes, _mm512_extracti32x4_epi32(bytes, 1));
        if (row + 2 < u->end)
            _mm_mask_storeu_epi8(to + 2 * next, lanes, _mm512_extracti32x4_epi32(bytes, 2));
        if (row + 3 < u->end)
            _mm_mask_storeu_epi8(to + 3 * next, lanes, _mm512_extracti32x4_epi32(bytes, 3));
    }
}

/// A row of results from left to right; each column of the source is woven once and serves every result that sees it.
///
/// Two rows at once would weave less, but their weights do not fit the registers, and that costs more.
INLINE void strip(const ep_depthwise_s8_unit *u, const registers *r, size_t row, int size, int stride, int parts,
                  bool whole) {
    int reach = (size + stride - 1) / stride, sets = size == 3 ? 1 : 2;
    lines from;
    find_lines(u, &from, row, size, stride, parts);
    __m512i sums[longest][4];
#pragma clang loop unroll(full)
    for (int d = 0; d < reach; d++)
#pragma clang loop unroll(full)
        for (int j = 0; j < 4; j++) sums[d][j] = r->starts[j];
    size_t column = 0 - u->left;
    for (size_t step = 0; step < u->columns + (size_t)reach - 1; step++) {
#pragma clang loop unroll(full)
        for (int s = 0; s < stride; s++, column++) {
#pragma clang loop unroll(full)
            for (int set = 0; set < sets; set++) {
                __m512i woven[4];
                size_t offset = column * u->source_stride;
                column_of(&from, r, offset, column < u->width, set, size, parts, whole, woven);
#pragma clang loop unroll(full)
                for (int d = 0; d < reach; d++)
                    if (d * stride + s < size)
#pragma clang loop unroll(full)
                        for (int j = 0; j < 4; j++)
                            sums[d][j] = _mm512_dpbusd_epi32(sums[d][j], woven[j], r->weights[d * stride + s][set][j]);
            }
        }
        if (step + 1 >= (size_t)reach) finish(u, r, sums[reach - 1], row, step + 1 - (size_t)reach, parts, whole);
#pragma clang loop unroll(full)
        for (int j = 0; j < 4; j++) {
#pragma clang loop unroll(full)
            for (int d = reach - 1; d > 0; d--) sums[d][j] = sums[d - 1][j];
            sums[0][j] = r->starts[j];
        }
    }
}

INLINE void all_rows(const ep_depthwise_s8_unit *u, int size, int stride, int parts, bool whole) {
    registers r;
    prepare(u, &r, size, parts);
    for (size_t row = u->row; row < u->end; row += (size_t)parts) strip(u, &r, row, size, stride, parts, whole);
}

#define KERNELS(size, stride)                                                                                          \
    static void kernel_##size##x##stride(const ep_depthwise_s8_unit *u) {                                              \
        if (u->channels <= 16)                                                                                         \
            all_rows(u, size, stride, 4, false);                                                                       \
        else if (u->channels <= 32)                                                                                    \
            all_rows(u, size, stride, 2, false);                                                                       \
        else if (u->channels < 64)                                                                                     \
            all_rows(u, size, stride, 1, false);                                                                       \
        else                                                                                                           \
            all_rows(u, size, stride, 1, true);                                                                        \
    }

KERNELS(3, 1)
KERNELS(3, 2)
KERNELS(5, 1)
KERNELS(5, 2)

void ep_depthwise_s8_avx512vnni(const ep_depthwise_s8_unit *u) {
    if (u->size == 3)
        u->stride == 1 ? kernel_3x1(u) : kernel_3x2(u);
    else
        u->stride == 1 ? kernel_5x1(u) : kernel_5x2(u);
}

#pragma clang attribute pop
#endif
