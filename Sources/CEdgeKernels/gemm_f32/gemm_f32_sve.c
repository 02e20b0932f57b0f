#include "gemm_f32.h"

#if defined(__aarch64__)
#pragma clang attribute push(__attribute__((target("sve"))), apply_to = function)

#include <arm_sve.h>

/// Registers have no size that is known here, so no array can hold them: each sum has a name of its own.
#define EACH_ROW(X) X(0) X(1) X(2) X(3) X(4) X(5) X(6) X(7)

enum { quad = 4 };

/// Columns that a register holds, all of one group, and where the next slice begins.
typedef struct {
    /// The first, and how many there are; 0 and 0 beyond the last column.
    size_t column, count;
    size_t next;
    const float *weights;
} slice;

static inline __attribute__((always_inline)) slice slice_at(const ep_gemm_f32_tile *tile, size_t column) {
    size_t within = column % EP_GRID_COLUMNS, most = ep_grid_smaller(EP_GRID_COLUMNS - within, svcntw());
    if (column >= tile->columns) return (slice){.next = column, .weights = tile->weights};
    return (slice){.column = column,
                   .count = ep_grid_smaller(most, tile->columns - column),
                   .next = column + most,
                   .weights = tile->weights + column / EP_GRID_COLUMNS * tile->group_stride + within};
}

static inline __attribute__((always_inline)) void finish(const ep_gemm_f32_tile *tile, size_t row, slice at,
                                                         svbool_t there, svfloat32_t sum) {
    if (tile->residual)
        sum = svadd_x(there, sum, svld1(there, tile->residual + row * tile->residual_stride + at.column));
    // Both pass NaN on.
    sum = svmin_x(there, svmax_x(there, sum, tile->lowest), tile->highest);
    if (tile->swishes) {
        svfloat32_t part = svadd_x(there, svmul_x(there, sum, 1.0F / 6), 0.5F);
        part = svmin_x(there, svmax_x(there, part, 0.0F), 1.0F);
        sum = svmul_x(there, svmax_x(there, sum, -0x1.FFFFFEp127F), part);
    }
    svst1(there, tile->destination + row * tile->destination_stride + at.column, sum);
}

/// All of K for up to eight rows and two slices.
static inline __attribute__((always_inline)) void product(const ep_gemm_f32_tile *tile, int rows, slice a, slice b) {
    svbool_t in_a = svwhilelt_b32((uint64_t)0, (uint64_t)a.count), in_b = svwhilelt_b32((uint64_t)0, (uint64_t)b.count);
    svbool_t all = svptrue_b32();
#define START(r) svfloat32_t a##r = svld1(in_a, tile->bias + a.column), b##r = svld1(in_b, tile->bias + b.column);
    EACH_ROW(START)
    const float *from_a = a.weights, *from_b = b.weights;
    for (size_t tap = 0; tap < tile->taps; tap++) {
#define ROW(r) const float *left##r = rows > r ? tile->rows[(size_t)r * tile->taps + tap] : NULL;
        EACH_ROW(ROW)
        size_t k = 0;
        for (; k + quad <= tile->depth; k += quad) {
#define LEFT(r) svfloat32_t four##r = rows > r ? svld1rq(all, left##r + k) : svdup_f32(0);
            EACH_ROW(LEFT)
#define ADD(r, lane)                                                                                                   \
    if (rows > r) a##r = svmla_lane(a##r, line_a, four##r, lane), b##r = svmla_lane(b##r, line_b, four##r, lane);
#define STEP(lane)                                                                                                     \
    {                                                                                                                  \
        svfloat32_t line_a = svld1(in_a, from_a), line_b = svld1(in_b, from_b);                                        \
        ADD(0, lane) ADD(1, lane) ADD(2, lane) ADD(3, lane) ADD(4, lane) ADD(5, lane) ADD(6, lane) ADD(7, lane)        \
        from_a += EP_GRID_COLUMNS, from_b += EP_GRID_COLUMNS;                                                          \
    }
            STEP(0) STEP(1) STEP(2) STEP(3)
        }
        for (; k < tile->depth; k++, from_a += EP_GRID_COLUMNS, from_b += EP_GRID_COLUMNS) {
            svfloat32_t line_a = svld1(in_a, from_a), line_b = svld1(in_b, from_b);
#define ADD_ONE(r)                                                                                                     \
    if (rows > r) a##r = svmla_x(all, a##r, line_a, left##r[k]), b##r = svmla_x(all, b##r, line_b, left##r[k]);
            EACH_ROW(ADD_ONE)
        }
    }
#define FINISH(r)                                                                                                      \
    if (rows > r) finish(tile, r, a, in_a, a##r), finish(tile, r, b, in_b, b##r);
    EACH_ROW(FINISH)
}

static inline __attribute__((always_inline)) void all_columns(const ep_gemm_f32_tile *tile, int rows) {
    for (size_t column = 0; column < tile->columns;) {
        slice a = slice_at(tile, column), b = slice_at(tile, a.next);
        product(tile, rows, a, b);
        column = b.next;
    }
}

/// One row by four slices: as many loads in flight as a row of weights gives.
static void one_row(const ep_gemm_f32_tile *tile) {
    for (size_t column = 0; column < tile->columns;) {
        slice a = slice_at(tile, column), b = slice_at(tile, a.next);
        slice c = slice_at(tile, b.next), d = slice_at(tile, c.next);
#define OPEN(s)                                                                                                        \
    svbool_t in_##s = svwhilelt_b32((uint64_t)0, (uint64_t)s.count);                                                   \
    svfloat32_t sum_##s = svld1(in_##s, tile->bias + s.column);
        OPEN(a) OPEN(b) OPEN(c) OPEN(d)
        size_t place = 0;
        for (size_t tap = 0; tap < tile->taps; tap++) {
            const float *left = tile->rows[tap];
            for (size_t k = 0; k < tile->depth; k++, place += EP_GRID_COLUMNS) {
#define ADD_TO(s) sum_##s = svmla_x(in_##s, sum_##s, svld1(in_##s, s.weights + place), left[k]);
                ADD_TO(a) ADD_TO(b) ADD_TO(c) ADD_TO(d)
            }
        }
        finish(tile, 0, a, in_a, sum_a);
        finish(tile, 0, b, in_b, sum_b);
        finish(tile, 0, c, in_c, sum_c);
        finish(tile, 0, d, in_d, sum_d);
        column = d.next;
    }
}

void ep_gemm_f32_sve(const ep_gemm_f32_tile *tile, size_t rows, size_t groups) {
    (void)groups;
    switch (rows) {
    case 1: one_row(tile); break;
    case 2: all_columns(tile, 2); break;
    case 3: all_columns(tile, 3); break;
    case 4: all_columns(tile, 4); break;
    case 5: all_columns(tile, 5); break;
    case 6: all_columns(tile, 6); break;
    case 7: all_columns(tile, 7); break;
    default: all_columns(tile, 8);
    }
}

#pragma clang attribute pop
#endif
