// What both SVE files share: columns in registers of a size that the processor knows. The file that includes this sets
// the instruction set.
#include "gemm_s8.h"
#include <arm_sve.h>

/// Registers have no size that is known here, so no array can hold them: each sum has a name of its own.
#define EACH_ROW(X) X(0) X(1) X(2) X(3) X(4) X(5) X(6) X(7)

/// Bytes of four products along K for 16 columns.
enum { line_bytes = 64 };

/// Columns that a register holds, all of one group, and where the next slice begins.
typedef struct {
    /// The first, and how many there are; 0 and 0 beyond the last column.
    size_t column, count;
    size_t next;
    const int8_t *weights;
} slice;

static inline __attribute__((always_inline)) slice slice_at(const ep_gemm_s8_strip *strip, size_t column) {
    size_t within = column % EP_GRID_COLUMNS, most = ep_grid_smaller(EP_GRID_COLUMNS - within, svcntw());
    if (column >= strip->columns) return (slice){.next = column, .weights = strip->weights};
    return (slice){.column = column,
                   .count = ep_grid_smaller(most, strip->columns - column),
                   .next = column + most,
                   .weights = strip->weights + column / EP_GRID_COLUMNS * strip->group_bytes + within * 4};
}

static inline __attribute__((always_inline)) svbool_t columns_of(slice at) {
    return svwhilelt_b32((uint64_t)0, (uint64_t)at.count);
}

/// Scales, rounds, bounds and stores the sums of one row, or stores them as they are.
static inline __attribute__((always_inline)) void finish(const ep_gemm_s8_strip *strip, size_t row, slice at,
                                                         svbool_t there, svint32_t sum) {
    size_t place = row * strip->destination_stride + at.column;
    const ep_gemm_s8_finish *result = strip->finish;
    if (result->type != EP_U8 && result->type != EP_S8) {
        svst1(there, (int32_t *)strip->destination + place, sum);
        return;
    }
    svfloat32_t value = svmul_x(there, svcvt_f32_x(there, sum), svld1(there, strip->multipliers + at.column));
    // Conversion saturates, and no zero point brings what lies beyond 16 bits back within bounds.
    svint32_t rounded = svcvt_s32_x(there, svrintn_x(there, value));
    rounded = svadd_x(there, svmin_x(there, svmax_x(there, rounded, INT16_MIN), INT16_MAX), result->zero_point);
    rounded = svmin_x(there, svmax_x(there, rounded, result->lowest), result->highest);
    svst1b(there, (int8_t *)strip->destination + place, sveor_x(there, rounded, result->flip));
}
