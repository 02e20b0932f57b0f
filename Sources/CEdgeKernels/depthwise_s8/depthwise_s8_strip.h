#pragma once
#include "depthwise_s8.h"

// A row of results from left to right: each column of the source is woven once and serves every result that sees it.
//
// The file that includes this has set its instruction set and defined: `enum { CHANNELS }`, those of a register of
// bytes; the types `bytes`, `sums` (CHANNELS / 4 of 32 bits), `floats` and `taps`; and the functions `load_whole`,
// `load_starts`, `multipliers_of`, `weights_of`, `start_of`, `repeat`, `flipped`, `weave`, `dot` and `results`.

#define INLINE static inline __attribute__((always_inline))

enum { most_sets = 2, most_columns = 5 };

/// The weights of CHANNELS channels as registers take them.
typedef struct {
    taps weights[most_columns][most_sets][4];
    sums starts[4];
    floats multipliers[4];
    bytes border;
} registers;

/// The rows of the source that a row of results reads; one outside has a mask of zero, which holds it at the border.
typedef struct {
    const uint8_t *at[most_columns];
    size_t moves[most_columns];
    uint8_t border[CHANNELS];
} lines;

/// At most CHANNELS bytes, and zeros.
INLINE bytes load_some(const uint8_t *from, size_t count) {
    uint8_t copy[CHANNELS] = {0};
    size_t done = 0;
#pragma clang loop unroll(full)
    for (size_t piece = CHANNELS / 2; piece; piece /= 2) {
        if (!(count & piece)) continue;
        __builtin_memcpy(copy + done, from + done, piece);
        done += piece;
    }
    return load_whole(copy);
}

INLINE void store_some(uint8_t *to, const uint8_t *copy, size_t count) {
    size_t done = 0;
#pragma clang loop unroll(full)
    for (size_t piece = CHANNELS / 2; piece; piece /= 2) {
        if (!(count & piece)) continue;
        __builtin_memcpy(to + done, copy + done, piece);
        done += piece;
    }
}

INLINE void prepare(const ep_depthwise_s8_unit *u, size_t first, registers *to, int size) {
    int sets = size == 3 ? 1 : 2;
    const int8_t *line = u->weights + first;
    size_t words = first / 4;
    for (int j = 0; j < 4; j++) to->starts[j] = load_starts(u->starts + 16 * j + words);
    for (int x = 0; x < size; x++)
        for (int s = 0; s < sets; s++)
            for (int j = 0; j < 4; j++, line += 64) {
                to->weights[x][s][j] = weights_of(line);
                to->starts[j] = start_of(to->starts[j], to->weights[x][s][j]);
            }
    for (int j = 0; j < 4; j++) to->multipliers[j] = multipliers_of(u->multipliers + 16 * j + words);
    to->border = repeat(u->border);
}

INLINE void find_lines(const ep_depthwise_s8_unit *u, lines *to, size_t first, size_t row, int size, int stride) {
    __builtin_memset(to->border, u->border ^ u->flip, sizeof to->border);
#pragma clang loop unroll(full)
    for (int l = 0; l < size; l++) {
        size_t source = row * (size_t)stride + (size_t)l - u->top;
        bool inside = source < u->height;
        to->at[l] = inside ? u->source + first + source * u->width * u->source_stride : to->border;
        to->moves[l] = inside ? SIZE_MAX : 0;
    }
}

/// The source's column for one set of four rows; a weight of zero meets rows that are there twice.
INLINE void column_of(const lines *from, const registers *r, size_t offset, bool inside, int set, int size,
                      size_t count, bool whole, uint8_t flip, bytes woven[4]) {
    if (!inside) {
#pragma clang loop unroll(full)
        for (int j = 0; j < 4; j++) woven[j] = r->border;
        return;
    }
    bytes rows[4];
#pragma clang loop unroll(full)
    for (int l = 0; l < 4; l++) {
        int line = set * 4 + l;
        if (line >= size) {
            rows[l] = rows[l - 1];
            continue;
        }
        const uint8_t *at = from->at[line] + (offset & from->moves[line]);
        rows[l] = flipped(whole ? load_whole(at) : load_some(at, count), flip);
    }
    weave(rows[0], rows[1], rows[2], rows[3], woven);
}

INLINE void strip(const ep_depthwise_s8_unit *u, const registers *r, size_t first, size_t row, int size, int stride,
                  bool whole) {
    enum { longest = 5 };
    int reach = (size + stride - 1) / stride, sets = size == 3 ? 1 : 2;
    size_t count = u->channels - first;
    lines from;
    find_lines(u, &from, first, row, size, stride);
    sums running[longest][4];
#pragma clang loop unroll(full)
    for (int d = 0; d < reach; d++)
#pragma clang loop unroll(full)
        for (int j = 0; j < 4; j++) running[d][j] = r->starts[j];
    size_t column = 0 - u->left;
    uint8_t *to = u->destination + first + row * u->columns * u->destination_stride;
    for (size_t step = 0; step < u->columns + (size_t)reach - 1; step++) {
#pragma clang loop unroll(full)
        for (int s = 0; s < stride; s++, column++) {
#pragma clang loop unroll(full)
            for (int set = 0; set < sets; set++) {
                bytes woven[4];
                size_t offset = column * u->source_stride;
                column_of(&from, r, offset, column < u->width, set, size, count, whole, u->flip, woven);
#pragma clang loop unroll(full)
                for (int d = 0; d < reach; d++)
                    if (d * stride + s < size)
#pragma clang loop unroll(full)
                        for (int j = 0; j < 4; j++)
                            running[d][j] = dot(running[d][j], woven[j], r->weights[d * stride + s][set][j]);
            }
        }
        if (step + 1 >= (size_t)reach) {
            uint8_t copy[CHANNELS];
            results(u, r->multipliers, running[reach - 1], whole ? to : copy);
            if (!whole) store_some(to, copy, count);
            to += u->destination_stride;
        }
#pragma clang loop unroll(full)
        for (int j = 0; j < 4; j++) {
            // One by one: the compiler makes a call of a loop, and keeps the sums in memory for it.
            if (reach > 4) running[4][j] = running[3][j];
            if (reach > 3) running[3][j] = running[2][j];
            if (reach > 2) running[2][j] = running[1][j];
            running[1][j] = running[0][j];
            running[0][j] = r->starts[j];
        }
    }
}

INLINE void all_rows(const ep_depthwise_s8_unit *u, int size, int stride) {
    for (size_t first = 0; first < u->channels; first += CHANNELS) {
        registers r;
        prepare(u, first, &r, size);
        bool whole = u->channels - first >= CHANNELS;
        for (size_t row = u->row; row < u->end; row++) {
            if (whole)
                strip(u, &r, first, row, size, stride, true);
            else
                strip(u, &r, first, row, size, stride, false);
        }
    }
}

INLINE void every_size(const ep_depthwise_s8_unit *u) {
    if (u->size == 3 && u->stride == 1) all_rows(u, 3, 1);
    if (u->size == 3 && u->stride == 2) all_rows(u, 3, 2);
    if (u->size == 5 && u->stride == 1) all_rows(u, 5, 1);
    if (u->size == 5 && u->stride == 2) all_rows(u, 5, 2);
}
