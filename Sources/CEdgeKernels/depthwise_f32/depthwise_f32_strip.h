#pragma once
#include "depthwise_f32.h"

// Rows of results from left to right: each pixel of the source is read once and serves every result that sees it.
//
// The file that includes this has set its instruction set and defined `enum { LANES, ROWS }`, the second being how many
// rows of results of 3 × 3 find registers for their sums at once: 4 of 32 registers, 2 of 16. Further the type `wide`,
// and the functions `load`, `load_some`, `store_some`, `load_narrow`, `store_narrow`, `multiply_add`, `clamp`
// and `swish`.

#define INLINE static inline __attribute__((always_inline))

enum { longest = 5, most_rows = ROWS, most_lines = longest + 2 * (most_rows - 1) };

INLINE size_t element_bytes(bool narrow) { return narrow ? sizeof(ep_bf16) : sizeof(float); }

/// The kernels of LANES channels.
typedef struct {
    wide bias, taps[longest * longest];
} kernels_of_lanes;

/// The rows of the source that some rows of results read; null where there is none.
typedef struct {
    const char *at[most_lines];
    char *to;
} rows_of_results;

INLINE wide read(const char *from, size_t lanes, bool whole, bool narrow) {
    const void *elements = from;
    if (narrow) return load_narrow(elements, lanes, whole);
    return whole ? load(elements) : load_some(elements, lanes);
}

INLINE void write(char *to, size_t lanes, bool whole, bool narrow, wide values) {
    void *elements = to;
    if (narrow) store_narrow(elements, lanes, whole, values);
    else store_some(elements, lanes, whole, values);
}

INLINE void read_kernels(kernels_of_lanes *to, const float *weights, int size) {
    to->bias = load(weights);
#pragma clang loop unroll(full)
    for (int tap = 0; tap < size * size; tap++)
        to->taps[tap] = load(weights + (tap + 1) * (int)EP_PACKED_COLUMNS);
}

/// Half the taps of 5 × 5, or all, are read again for each column: there are not registers for them, and where the
/// compiler chooses, it is sums that go to memory.
INLINE wide weight_at(const kernels_of_lanes *kernels, const float *packed, int tap, int size) {
    bool again = size == 5 && (tap % 2 == 1 || most_rows == 2);
    return again ? load(packed + (tap + 1) * (int)EP_PACKED_COLUMNS) : kernels->taps[tap];
}

/// Adds what a pixel gives to every result that sees it; it lies in this row of the first result's window.
INLINE void add_pixel(wide running[most_rows][longest], const kernels_of_lanes *kernels, const float *packed,
                      wide pixel, int row, int column, int size, int stride, int rows) {
    int reach = (size + stride - 1) / stride;
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
        int y = row - r * stride;
        if (y < 0 || y >= size) continue;
#pragma clang loop unroll(full)
        for (int d = 0; d < reach; d++) {
            int x = d * stride + column;
            if (x >= size) continue;
            running[r][d] = multiply_add(pixel, weight_at(kernels, packed, x * size + y, size), running[r][d]);
        }
    }
}

/// Writes results that are complete and moves the others on.
INLINE void step_on(const ep_depthwise_f32_unit *u, wide running[most_rows][longest], wide bias, char *to,
                    size_t lanes, bool complete, int reach, int rows, bool whole, bool narrow) {
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
        char *place = to + (size_t)r * u->columns * u->destination_stride * element_bytes(narrow);
        if (complete) {
            wide result = clamp(running[r][reach - 1], u->lowest, u->highest);
            write(place, lanes, whole, narrow, u->swishes ? swish(result) : result);
        }
        // One by one: the compiler makes a call of such a loop, and keeps the sums in memory for it.
        if (reach > 4) running[r][4] = running[r][3];
        if (reach > 3) running[r][3] = running[r][2];
        if (reach > 2) running[r][2] = running[r][1];
        if (reach > 1) running[r][1] = running[r][0];
        running[r][0] = bias;
    }
}

INLINE void strip(const ep_depthwise_f32_unit *unit, const rows_of_results *from, int size, int stride, int rows,
                  bool whole, bool narrow) {
    // Copies, since nobody else can write to them.
    const ep_depthwise_f32_unit u = *unit;
    const rows_of_results f = *from;
    kernels_of_lanes kernels;
    read_kernels(&kernels, u.packed, size);
    int reach = (size + stride - 1) / stride;
    wide running[most_rows][longest];
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int d = 0; d < reach; d++) running[r][d] = kernels.bias;
    size_t column = 0 - u.left;
    char *to = f.to;
    for (size_t step = 0; step < u.columns + (size_t)reach - 1; step++) {
#pragma clang loop unroll(full)
        for (int s = 0; s < stride; s++, column++) {
            if (column >= u.width) continue;
#pragma clang loop unroll(full)
            for (int y = 0; y < size + (rows - 1) * stride; y++) {
                if (!f.at[y]) continue;
                const char *place = f.at[y] + column * u.source_stride * element_bytes(narrow);
                wide pixel = read(place, u.channels, whole, narrow);
                add_pixel(running, &kernels, u.packed, pixel, y, s, size, stride, rows);
            }
        }
        bool complete = step + 1 >= (size_t)reach;
        step_on(&u, running, kernels.bias, to, u.channels, complete, reach, rows, whole, narrow);
        if (complete) to += u.destination_stride * element_bytes(narrow);
    }
}

INLINE void some_rows(const ep_depthwise_f32_unit *u, size_t row, int size, int stride, int rows, bool narrow) {
    size_t bytes = element_bytes(narrow);
    rows_of_results from = {.to = u->destination + row * u->columns * u->destination_stride * bytes};
    for (int y = 0; y < size + (rows - 1) * stride; y++) {
        // Rows above the source are huge numbers here.
        size_t source = row * (size_t)stride + (size_t)y - u->top;
        from.at[y] = source < u->height ? u->source + source * u->width * u->source_stride * bytes : nullptr;
    }
    if (u->channels == LANES)
        strip(u, &from, size, stride, rows, true, narrow);
    else
        strip(u, &from, size, stride, rows, false, narrow);
}

INLINE void all_rows(const ep_depthwise_f32_unit *u, int size, int stride, bool narrow) {
    size_t most = size == 3 ? most_rows : 2;
    for (size_t row = u->row; row < u->end;) {
        size_t rows = u->end - row < most ? u->end - row : most;
        if (ROWS > 3 && size == 3 && rows == 4)
            some_rows(u, row, size, stride, ROWS, narrow);
        else if (ROWS > 3 && size == 3 && rows == 3)
            some_rows(u, row, size, stride, 3, narrow);
        else if (rows == 2)
            some_rows(u, row, size, stride, 2, narrow);
        else
            some_rows(u, row, size, stride, 1, narrow);
        row += rows;
    }
}

INLINE void every_size(const ep_depthwise_f32_unit *unit, bool narrow) {
    for (size_t first = 0; first < unit->channels; first += LANES) {
        ep_depthwise_f32_unit u = *unit;
        u.source += first * element_bytes(narrow);
        u.destination += first * element_bytes(narrow);
        u.packed += first / EP_PACKED_COLUMNS * ep_depthwise_f32_group_floats(u.size) + first % EP_PACKED_COLUMNS;
        u.channels = unit->channels - first < LANES ? unit->channels - first : LANES;
        if (u.size == 3 && u.stride == 1) all_rows(&u, 3, 1, narrow);
        if (u.size == 3 && u.stride == 2) all_rows(&u, 3, 2, narrow);
        if (u.size == 5 && u.stride == 1) all_rows(&u, 5, 1, narrow);
        if (u.size == 5 && u.stride == 2) all_rows(&u, 5, 2, narrow);
    }
}
