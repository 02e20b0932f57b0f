#include "depthwise_s8.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni"))), apply_to = function)

#define INLINE static inline __attribute__((always_inline))

enum { most_reach = 5, most_rows = 2, most_lines = 5, most_parts = 4 };

/// What a strip of rows needs of a unit, with the weights as registers take them.
///
/// With 32 channels or fewer the 128-bit lanes of a register are split among 2 or 4 parts, neighbouring strips.
typedef struct {
    /// For each row of the strip, each kernel column, each set of four rows: four registers.
    __m512i weights[most_rows][5][2][4];
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

INLINE void prepare(const ep_depthwise_s8_unit *u, registers *to, int size, int rows, int parts) {
    int sets = size == 3 ? 1 : 2;
    const int8_t *line = u->weights;
    for (int x = 0; x < size; x++)
        for (int s = 0; s < sets; s++)
            for (int j = 0; j < 4; j++, line += 64) {
                __m512i weights = for_parts(_mm512_load_si512(line), parts);
                to->weights[0][x][s][j] = weights;
                // The second row of a strip sees the same four rows of the source, one further down.
                if (rows == 2) to->weights[1][x][s][j] = _mm512_slli_epi32(weights, 8);
            }
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

/// The rows of the source that a strip reads; one outside has a mask of zero, which holds it at a line of the border.
typedef struct {
    const uint8_t *at[most_parts][most_lines];
    size_t moves[most_parts][most_lines];
    uint8_t border[64];
} lines;

INLINE void find_lines(const ep_depthwise_s8_unit *u, lines *to, size_t row, int size, int stride, int rows, int parts) {
    int count = size + (rows - 1) * stride;
    memset(to->border, u->border ^ u->flip, sizeof to->border);
#pragma clang loop unroll(full)
    for (int p = 0; p < parts; p++)
#pragma clang loop unroll(full)
        for (int l = 0; l < count; l++) {
            size_t source = (row + (size_t)(p * rows)) * (size_t)stride + (size_t)l - u->top;
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
INLINE void column_of(const lines *from, const registers *r, size_t offset, bool inside, int set, int count, int parts,
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
        rows[l] = line < count ? load(from, r, line, offset, parts, whole) : rows[l - 1];
    }
    weave(rows[0], rows[1], rows[2], rows[3], woven);
}

INLINE void finish(const ep_depthwise_s8_unit *u, const registers *r, const __m512i sums[4], size_t row, size_t column,
                   int rows, int parts, bool whole) {
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
    size_t next = (size_t)rows * u->columns * u->destination_stride;
    if (parts == 1 && whole) {
        _mm512_storeu_si512(to, bytes);
    } else if (parts == 1) {
        _mm512_mask_storeu_epi8(to, r->lanes, bytes);
    } else if (parts == 2) {
        __mmask32 lanes = (__mmask32)r->lanes;
        _mm256_mask_storeu_epi8(to, lanes, _mm512_castsi512_si256(bytes));
        if (row + (size_t)rows < u->end) _mm256_mask_storeu_epi8(to + next, lanes, _mm512_extracti64x4_epi64(bytes, 1));
    } else {
        __mmask16 lanes = (__mmask16)r->lanes;
        _mm_mask_storeu_epi8(to, lanes, _mm512_castsi512_si128(bytes));
        if (row + (size_t)rows < u->end) _mm_mask_storeu_epi8(to + next, lanes, _mm512_extracti32x4_epi32(bytes, 1));
        if (row + (size_t)(2 * rows) < u->end)
            _mm_mask_storeu_epi8(to + 2 * next, lanes, _mm512_extracti32x4_epi32(bytes, 2));
        if (row + (size_t)(3 * rows) < u->end)
            _mm_mask_storeu_epi8(to + 3 * next, lanes, _mm512_extracti32x4_epi32(bytes, 3));
    }
}

/// A strip of rows from left to right; each column of the source is woven once and serves every result that sees it.
INLINE void strip(const ep_depthwise_s8_unit *u, const registers *r, size_t row, int size, int stride, int rows,
                  int parts, bool whole) {
    int reach = (size + stride - 1) / stride, sets = size == 3 ? 1 : 2, count = size + (rows - 1) * stride;
    lines from;
    find_lines(u, &from, row, size, stride, rows, parts);
    __m512i sums[most_reach][most_rows][4];
#pragma clang loop unroll(full)
    for (int d = 0; d < reach; d++)
#pragma clang loop unroll(full)
        for (int y = 0; y < rows; y++)
#pragma clang loop unroll(full)
            for (int j = 0; j < 4; j++) sums[d][y][j] = r->starts[j];
    size_t column = 0 - u->left;
    for (size_t step = 0; step < u->columns + (size_t)reach - 1; step++) {
#pragma clang loop unroll(full)
        for (int s = 0; s < stride; s++, column++) {
#pragma clang loop unroll(full)
            for (int set = 0; set < sets; set++) {
                __m512i woven[4];
                column_of(&from, r, column * u->source_stride, column < u->width, set, count, parts, whole, woven);
#pragma clang loop unroll(full)
                for (int d = 0; d < reach; d++) {
                    int x = d * stride + s;
                    if (x >= size) continue;
#pragma clang loop unroll(full)
                    for (int y = 0; y < rows; y++)
#pragma clang loop unroll(full)
                        for (int j = 0; j < 4; j++)
                            sums[d][y][j] = _mm512_dpbusd_epi32(sums[d][y][j], woven[j], r->weights[y][x][set][j]);
                }
            }
        }
        if (step + 1 >= (size_t)reach)
#pragma clang loop unroll(full)
            for (int y = 0; y < rows; y++)
                if (parts == 1 || row + (size_t)y < u->end)
                    finish(u, r, sums[reach - 1][y], row + (size_t)y, step + 1 - (size_t)reach, rows, parts, whole);
#pragma clang loop unroll(full)
        for (int y = 0; y < rows; y++)
#pragma clang loop unroll(full)
            for (int j = 0; j < 4; j++) {
#pragma clang loop unroll(full)
                for (int d = reach - 1; d > 0; d--) sums[d][y][j] = sums[d - 1][y][j];
                sums[0][y][j] = r->starts[j];
            }
    }
}

INLINE void all_rows(const ep_depthwise_s8_unit *u, int size, int stride, int rows, int parts, bool whole) {
    registers r;
    prepare(u, &r, size, rows, parts);
    size_t row = u->row;
    if (parts > 1) {
        for (; row < u->end; row += (size_t)(rows * parts)) strip(u, &r, row, size, stride, rows, parts, whole);
        return;
    }
    for (; row + (size_t)rows <= u->end; row += (size_t)rows) strip(u, &r, row, size, stride, rows, parts, whole);
    for (; row < u->end; row++) strip(u, &r, row, size, stride, 1, parts, whole);
}

#define KERNELS(size, stride, rows)                                                                                    \
    static void kernel_##size##x##stride(const ep_depthwise_s8_unit *u) {                                              \
        if (u->channels <= 16)                                                                                         \
            all_rows(u, size, stride, rows, 4, false);                                                                 \
        else if (u->channels <= 32)                                                                                    \
            all_rows(u, size, stride, rows, 2, false);                                                                 \
        else if (u->channels < 64)                                                                                     \
            all_rows(u, size, stride, rows, 1, false);                                                                 \
        else                                                                                                           \
            all_rows(u, size, stride, rows, 1, true);                                                                  \
    }

KERNELS(3, 1, 2)
KERNELS(3, 2, 1)
KERNELS(5, 1, 1)
KERNELS(5, 2, 1)

void ep_depthwise_s8_avx512vnni(const ep_depthwise_s8_unit *u) {
    if (u->size == 3)
        u->stride == 1 ? kernel_3x1(u) : kernel_3x2(u);
    else
        u->stride == 1 ? kernel_5x1(u) : kernel_5x2(u);
}

#pragma clang attribute pop
#endif
