#include "depthwise_s8.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni"))),              \
                             apply_to = function)

#include "depthwise_s8_avx512vnni.h"

// Three passes over a stretch of two or four rows of results, each in the first cache: the source's columns are woven,
// eight rows side by side; products of them become results; results are written.

enum { size = 5, most_rows = 4, most_lines = 8, sets = 2 };

/// Columns of the source in a stretch, and of results.
enum : size_t { MOST_COLUMNS = 36, MOST_RESULTS = MOST_COLUMNS - size + 1 };

typedef struct {
    __m512i woven[MOST_COLUMNS][sets][4];
    __m512i results[most_rows][MOST_RESULTS];
    /// For each row of results, kernel column and set of four rows: four registers.
    __m512i weights[most_rows][size][sets][4];
    finish finish;
} stretch;

_Static_assert(sizeof(stretch) <= EP_DEPTHWISE_S8_SCRATCH, "what the plan asks for");

/// Later rows see the same woven rows through weights that are moved down, with zeros above and below.
INLINE void prepare(const ep_depthwise_s8_unit *u, stretch *to, int stride, int parts) {
    int rows = stride == 1 ? most_rows : 2;
    for (int x = 0; x < size; x++)
        for (int j = 0; j < 4; j++) {
            const int8_t *line = u->weights + (x * sets * 4 + j) * (int)EP_PACKED_LINE;
            __m512i upper = for_parts(line, parts), lower = for_parts(line + 4 * EP_PACKED_LINE, parts);
            to->weights[0][x][0][j] = upper;
            to->weights[0][x][1][j] = lower;
#pragma clang loop unroll(full)
            for (int r = 1; r < rows; r++) {
                unsigned down = 8 * (unsigned)(r * stride);
                __m512i below = _mm512_srli_epi32(upper, 32 - down);
                to->weights[r][x][0][j] = _mm512_slli_epi32(upper, down);
                to->weights[r][x][1][j] = _mm512_or_si512(_mm512_slli_epi32(lower, down), below);
            }
        }
    prepare_finish(u, &to->finish, parts);
}

/// The first row and column of results, rows in each part, and how many columns.
typedef struct {
    size_t row, rows, column, columns;
} place;

INLINE void fill(__m512i (*woven)[sets][4], size_t columns, uint8_t border) {
    for (size_t n = 0; n < columns; n++)
        for (int set = 0; set < sets; set++)
            for (int j = 0; j < 4; j++) woven[n][set][j] = _mm512_set1_epi8((char)border);
}

/// Weaves `rows` rows of the source below each part's first; weights of zero meet what is above that.
INLINE void weave_columns(const ep_depthwise_s8_unit *u, stretch *s, place p, int stride, int rows, int parts,
                          bool whole) {
    size_t start = p.column * (size_t)stride, count = (p.columns - 1) * (size_t)stride + size;
    // Columns of the border before the source, and where the source ends, counted from the stretch's first.
    size_t before = u->left > start ? u->left - start : 0, first = start + before - u->left;
    size_t left = u->width > first ? u->width - first : 0;
    if (before > count) before = count;
    size_t end = count - before < left ? count : before + left;
    uint8_t border[64];
    memset(border, u->border ^ u->flip, sizeof border);
    line_of_source lines[most_lines];
#pragma clang loop unroll(full)
    for (int l = 0; l < rows; l++)
        find_line(u, &lines[l], p.row * (size_t)stride + (size_t)l, p.rows * (size_t)stride, first, border, parts);
    fill(s->woven, before, u->border);
    for (size_t column = before; column < end; column++) {
        __m512i pixels[most_lines];
#pragma clang loop unroll(full)
        for (int l = 0; l < most_lines; l++)
            pixels[l] = l < rows ? next_pixels(&lines[l], &s->finish, parts, whole) : pixels[l - 1];
        weave(pixels, s->woven[column][0]);
        weave(pixels + 4, s->woven[column][1]);
    }
    fill(s->woven + end, count - end, u->border);
}

/// Results of neighbouring columns share weights, those of neighbouring rows what is woven.
INLINE void products(stretch *s, size_t column, int stride, int row, int rows, int columns) {
    __m512i(*woven)[sets][4] = s->woven + column * (size_t)stride;
    __m512i sums[2][2][4];
#pragma clang loop unroll(full)
    for (int j = 0; j < 4; j++) {
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
            for (int c = 0; c < columns; c++) sums[r][c][j] = s->finish.starts[j];
#pragma clang loop unroll(full)
        for (int x = 0; x < size; x++)
#pragma clang loop unroll(full)
            for (int set = 0; set < sets; set++)
#pragma clang loop unroll(full)
                for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
                    for (int c = 0; c < columns; c++)
                        sums[r][c][j] = _mm512_dpbusd_epi32(sums[r][c][j], woven[x + c * stride][set][j],
                                                            s->weights[row + r][x][set][j]);
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int c = 0; c < columns; c++) s->results[row + r][column + (size_t)c] = result(&s->finish, sums[r][c]);
}

INLINE void all_products(stretch *s, size_t columns, int stride, int row, int rows) {
    size_t column = 0;
    for (; column + 2 <= columns; column += 2) products(s, column, stride, row, rows, 2);
    if (column < columns) products(s, column, stride, row, rows, 1);
}

INLINE void write(const ep_depthwise_s8_unit *u, const stretch *s, place p, int parts, bool whole) {
#pragma clang loop unroll(full)
    for (int n = 0; n < parts; n++)
        for (size_t r = 0; r < p.rows; r++) {
            size_t row = p.row + (size_t)n * p.rows + r;
            if (row >= u->end) return;
            uint8_t *to = u->destination + (row * u->columns + p.column) * u->destination_stride;
            for (size_t c = 0; c < p.columns; c++, to += u->destination_stride)
                write_part(to, s->results[r][c], n, s->finish.lanes, parts, whole);
        }
}

/// `rows` rows of results for each part, in as many stretches as they are long.
INLINE void some_rows(const ep_depthwise_s8_unit *u, stretch *s, size_t row, int stride, int rows, int parts,
                      bool whole) {
    size_t most = (MOST_COLUMNS - size) / (size_t)stride + 1, pieces = (u->columns + most - 1) / most;
    for (size_t n = 0; n < pieces; n++) {
        place p = {.row = row, .rows = (size_t)rows, .column = u->columns * n / pieces};
        p.columns = u->columns * (n + 1) / pieces - p.column;
        weave_columns(u, s, p, stride, size + (rows - 1) * stride, parts, whole);
        all_products(s, p.columns, stride, 0, rows > 1 ? 2 : 1);
        if (rows == 4) all_products(s, p.columns, stride, 2, 2);
        write(u, s, p, parts, whole);
    }
}

/// With a stride of 1 four rows of results see eight of the source, with 2 it is two that see seven.
INLINE void all_rows(const ep_depthwise_s8_unit *u, int stride, int parts, bool whole) {
    stretch *s = u->scratch;
    prepare(u, s, stride, parts);
    for (size_t row = u->row; row < u->end;) {
        size_t left = (u->end - row + (size_t)parts - 1) / (size_t)parts;
        int rows = stride == 1 && left > 2 ? 4 : left > 1 ? 2 : 1;
        if (stride == 1 && rows == 4)
            some_rows(u, s, row, stride, 4, parts, whole);
        else if (rows == 2)
            some_rows(u, s, row, stride, 2, parts, whole);
        else
            some_rows(u, s, row, stride, 1, parts, whole);
        row += (size_t)(parts * rows);
    }
}

void ep_depthwise_s8_5x5_avx512vnni(const ep_depthwise_s8_unit *u) {
    if (u->stride == 1)
        FOR_CHANNELS(all_rows, u, 1);
    else
        FOR_CHANNELS(all_rows, u, 2);
}

#pragma clang attribute pop
#endif
