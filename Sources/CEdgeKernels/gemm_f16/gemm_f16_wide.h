// The tile in registers of LANES fp32 numbers. The file that includes this says how many that are and how many rows a
// tile has at most, and it sets the instruction set, which has to convert fp16.
#include "gemm_f16.h"
#include <string.h>

typedef float wide __attribute__((ext_vector_type(LANES)));
typedef int32_t whole __attribute__((ext_vector_type(LANES)));
typedef _Float16 half __attribute__((ext_vector_type(LANES)));
typedef _Float16 half16 __attribute__((ext_vector_type(16)));
typedef float wide16 __attribute__((ext_vector_type(16)));

enum { each = (int)EP_GRID_COLUMNS / LANES, most_groups = (int)EP_GRID_GROUPS };

static inline __attribute__((always_inline)) wide chosen(whole where, wide yes, wide no) {
    return (wide)((where & (whole)yes) | (~where & (whole)no));
}

/// Sixteen activations as fp32, of the last of a row perhaps fewer; nobody asks for the others.
static inline __attribute__((always_inline)) void widen(float *to, const uint16_t *from, size_t count) {
    half16 halves = (half16)(_Float16)0;
    if (count == 16) memcpy(&halves, from, sizeof halves);
    else memcpy(&halves, from, count * sizeof *from);
    wide16 floats = __builtin_convertvector(halves, wide16);
    memcpy(to, &floats, sizeof floats);
}

/// Bounds and stores the sums of one row and one group of columns; comparisons with NaN are false, so it passes.
static inline __attribute__((always_inline)) void finish(const ep_gemm_f16_tile *tile, const wide *sums, int row,
                                                         int group) {
    size_t column = (size_t)group * EP_GRID_COLUMNS, count = ep_grid_smaller(tile->columns - column, EP_GRID_COLUMNS);
    size_t place = (size_t)row * tile->destination_stride + column;
    wide bounded[each];
    half narrowed[each];
#pragma clang loop unroll(full)
    for (int v = 0; v < each; v++) {
        wide low = (wide)tile->lowest, high = (wide)tile->highest;
        wide sum = chosen(sums[v] < low, low, sums[v]);
        bounded[v] = chosen(sum > high, high, sum);
        narrowed[v] = __builtin_convertvector(bounded[v], half);
    }
    if (tile->narrow) memcpy((uint16_t *)tile->destination + place, narrowed, count * sizeof(uint16_t));
    else memcpy((float *)tile->destination + place, bounded, count * sizeof(float));
}

static inline __attribute__((always_inline)) void product(const ep_gemm_f16_tile *tile, int rows, int groups) {
    wide sums[MOST_ROWS][most_groups * each];
    const float *bias = tile->bias;
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int v = 0; v < groups * each; v++) memcpy(&sums[r][v], bias + v * LANES, sizeof(wide));
    const uint16_t *weights = tile->weights;
    for (size_t start = 0; start < tile->depth; start += 16) {
        size_t count = ep_grid_smaller(tile->depth - start, 16);
        float left[MOST_ROWS][16];
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) widen(left[r], tile->left + (size_t)r * tile->left_stride + start, count);
        for (size_t k = 0; k < count; k++, weights += EP_GRID_COLUMNS) {
            wide line[most_groups * each];
#pragma clang loop unroll(full)
            for (int v = 0; v < groups * each; v++) {
                half narrow;
                memcpy(&narrow, weights + (size_t)(v / each) * tile->group_stride + v % each * LANES, sizeof narrow);
                line[v] = __builtin_convertvector(narrow, wide);
            }
#pragma clang loop unroll(full)
            for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
                for (int v = 0; v < groups * each; v++)
                    sums[r][v] = __builtin_elementwise_fma((wide)left[r][k], line[v], sums[r][v]);
        }
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int g = 0; g < groups; g++) finish(tile, sums[r] + g * each, r, g);
}
