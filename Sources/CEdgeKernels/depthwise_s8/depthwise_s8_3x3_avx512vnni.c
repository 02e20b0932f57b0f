#include "depthwise_s8.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni"))),              \
                             apply_to = function)

#include "depthwise_s8_avx512vnni.h"

// A row of results from left to right; each column of the source is woven once and serves every result that sees it.

enum { size = 3 };

typedef struct {
    /// For each kernel column four registers: the fourth row has weights of zero.
    __m512i weights[size][4];
    finish finish;
    __m512i border;
} registers;

/// Adds what the next column of the source gives to every result that sees it.
INLINE void add_column(line_of_source lines[size], const registers *r, __m512i sums[size][4], bool inside, int shift,
                       int stride, int parts, bool whole) {
    __m512i woven[4] = {r->border, r->border, r->border, r->border};
    if (inside) {
        __m512i rows[4];
#pragma clang loop unroll(full)
        for (int l = 0; l < size; l++) rows[l] = next_pixels(&lines[l], &r->finish, parts, whole);
        rows[3] = rows[2];
        weave(rows, woven);
    }
#pragma clang loop unroll(full)
    for (int d = 0; d * stride + shift < size; d++)
#pragma clang loop unroll(full)
        for (int j = 0; j < 4; j++)
            sums[d][j] = _mm512_dpbusd_epi32(sums[d][j], woven[j], r->weights[d * stride + shift][j]);
}

INLINE void write(const ep_depthwise_s8_unit *u, const registers *r, const __m512i sums[4], size_t row, size_t column,
                  int parts, bool whole) {
    __m512i bytes = result(&r->finish, sums);
    uint8_t *to = u->destination + (row * u->columns + column) * u->destination_stride;
#pragma clang loop unroll(full)
    for (int n = 0; n < parts; n++)
        if (row + (size_t)n < u->end)
            write_part(to + (size_t)n * u->columns * u->destination_stride, bytes, n, r->finish.lanes, parts, whole);
}

/// Moves the sums on by one result.
INLINE void move_on(const registers *r, __m512i sums[size][4], int reach) {
    // One by one: the compiler makes a call of a loop, and keeps the sums in memory for it.
#pragma clang loop unroll(full)
    for (int j = 0; j < 4; j++) {
        if (reach > 2) sums[2][j] = sums[1][j];
        sums[1][j] = sums[0][j];
        sums[0][j] = r->finish.starts[j];
    }
}

/// Two rows at once would weave less, but their weights do not fit the registers, and that costs more.
INLINE void strip(const ep_depthwise_s8_unit *unit, const registers *r, size_t row, int stride, int parts, bool whole) {
    // A copy, since nobody else can write to it.
    const ep_depthwise_s8_unit u = *unit;
    int reach = (size + stride - 1) / stride;
    uint8_t border[64];
    memset(border, u.border ^ u.flip, sizeof border);
    line_of_source lines[size];
#pragma clang loop unroll(full)
    for (int l = 0; l < size; l++)
        find_line(&u, &lines[l], row * (size_t)stride + (size_t)l, (size_t)stride, 0, border, parts);
    __m512i sums[size][4];
    for (int d = 0; d < reach; d++) move_on(r, sums, reach);
    size_t column = 0 - u.left;
    for (size_t step = 0; step < u.columns + (size_t)reach - 1; step++, column += (size_t)stride) {
        bool complete = step + 1 >= (size_t)reach;
        if (complete && column < u.width && column + (size_t)stride <= u.width) {
#pragma clang loop unroll(full)
            for (int s = 0; s < stride; s++) add_column(lines, r, sums, true, s, stride, parts, whole);
        } else {
#pragma clang loop unroll(full)
            for (int s = 0; s < stride; s++)
                add_column(lines, r, sums, column + (size_t)s < u.width, s, stride, parts, whole);
        }
        if (complete) write(&u, r, sums[reach - 1], row, step + 1 - (size_t)reach, parts, whole);
        move_on(r, sums, reach);
    }
}

INLINE void all_rows(const ep_depthwise_s8_unit *u, int stride, int parts, bool whole) {
    registers r;
    for (int x = 0; x < size; x++)
        for (int j = 0; j < 4; j++) r.weights[x][j] = for_parts(u->weights + (x * 4 + j) * (int)EP_PACKED_LINE, parts);
    prepare_finish(u, &r.finish, parts);
    r.border = _mm512_set1_epi8((char)u->border);
    for (size_t row = u->row; row < u->end; row += (size_t)parts) strip(u, &r, row, stride, parts, whole);
}

void ep_depthwise_s8_3x3_avx512vnni(const ep_depthwise_s8_unit *u) {
    if (u->stride == 1)
        FOR_CHANNELS(all_rows, u, 1);
    else
        FOR_CHANNELS(all_rows, u, 2);
}

#pragma clang attribute pop
#endif
