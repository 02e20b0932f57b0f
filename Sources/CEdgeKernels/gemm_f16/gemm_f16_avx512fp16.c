#include "gemm_f16.h"

#if defined(__x86_64__)
#include <string.h>

// A check defines another one: any processor with AVX-512 can then do the same arithmetic, one number after the other.
#ifndef EP_GEMM_F16_TARGET
#define EP_GEMM_F16_TARGET "avx512fp16"
#endif
#pragma clang attribute push(__attribute__((target(EP_GEMM_F16_TARGET))), apply_to = function)

typedef _Float16 half16 __attribute__((ext_vector_type(16)));
typedef _Float16 half32 __attribute__((ext_vector_type(32)));
typedef float wide __attribute__((ext_vector_type(16)));
typedef int32_t whole __attribute__((ext_vector_type(16)));

/// A register holds two groups of columns.
enum { most_rows = 8, most_groups = (int)EP_GRID_GROUPS, most_pairs = most_groups / 2 };

typedef wide tile_sums[most_rows][most_groups];

static inline __attribute__((always_inline)) wide chosen(whole where, wide yes, wide no) {
    return (wide)((where & (whole)yes) | (~where & (whole)no));
}

/// One place along K of both groups; of an odd last group both halves are the same.
static inline __attribute__((always_inline)) half32 line_of(const ep_gemm_f16_tile *tile, int pair, int groups,
                                                            size_t k) {
    int second = pair * 2 + 1 < groups ? pair * 2 + 1 : pair * 2;
    half16 first, other;
    memcpy(&first, tile->weights + (size_t)(pair * 2) * tile->group_stride + k * EP_GRID_COLUMNS, sizeof first);
    memcpy(&other, tile->weights + (size_t)second * tile->group_stride + k * EP_GRID_COLUMNS, sizeof other);
    return __builtin_shufflevector(first, other, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
                                   20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31);
}

/// Adds the products of some places along K in fp16, then the outcome to the sums.
static inline __attribute__((always_inline)) void add_together(const ep_gemm_f16_tile *tile, tile_sums sums,
                                                               size_t start, size_t end, int rows, int groups) {
    int pairs = (groups + 1) / 2;
    half32 halves[most_rows][most_pairs];
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int p = 0; p < pairs; p++) halves[r][p] = (half32)(_Float16)0;
    for (size_t k = start; k < end; k++) {
#pragma clang loop unroll(full)
        for (int p = 0; p < pairs; p++) {
            half32 line = line_of(tile, p, groups, k);
#pragma clang loop unroll(full)
            for (int r = 0; r < rows; r++) {
                _Float16 one;
                memcpy(&one, tile->left + (size_t)r * tile->left_stride + k, sizeof one);
                halves[r][p] = __builtin_elementwise_fma((half32)one, line, halves[r][p]);
            }
        }
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int g = 0; g < groups; g++) {
            half16 part = g % 2 ? halves[r][g / 2].hi : halves[r][g / 2].lo;
            sums[r][g] += __builtin_convertvector(part, wide);
        }
}

/// Bounds and stores the sums of one row and one group of columns; comparisons with NaN are false, so it passes.
static inline __attribute__((always_inline)) void finish(const ep_gemm_f16_tile *tile, wide sum, int row, int group) {
    size_t column = (size_t)group * EP_GRID_COLUMNS, count = ep_grid_smaller(tile->columns - column, EP_GRID_COLUMNS);
    size_t place = (size_t)row * tile->destination_stride + column;
    wide low = (wide)tile->lowest, high = (wide)tile->highest;
    sum = chosen(sum < low, low, sum);
    sum = chosen(sum > high, high, sum);
    half16 narrowed = __builtin_convertvector(sum, half16);
    if (tile->narrow) memcpy((uint16_t *)tile->destination + place, &narrowed, count * sizeof(uint16_t));
    else memcpy((float *)tile->destination + place, &sum, count * sizeof(float));
}

static inline __attribute__((always_inline)) void product(const ep_gemm_f16_tile *tile, int rows, int groups) {
    tile_sums sums;
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int g = 0; g < groups; g++) memcpy(&sums[r][g], tile->bias + g * (int)EP_GRID_COLUMNS, sizeof(wide));
    for (size_t k = 0; k < tile->depth; k += EP_GEMM_F16_TOGETHER)
        add_together(tile, sums, k, ep_grid_smaller(tile->depth, k + EP_GEMM_F16_TOGETHER), rows, groups);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int g = 0; g < groups; g++) finish(tile, sums[r][g], r, g);
}

static inline __attribute__((always_inline)) void of_rows(const ep_gemm_f16_tile *tile, size_t rows, int groups) {
    switch (rows) {
    case 1: product(tile, 1, groups); break;
    case 2: product(tile, 2, groups); break;
    case 3: product(tile, 3, groups); break;
    case 4: product(tile, 4, groups); break;
    case 5: product(tile, 5, groups); break;
    case 6: product(tile, 6, groups); break;
    case 7: product(tile, 7, groups); break;
    default: product(tile, 8, groups);
    }
}

void ep_gemm_f16_avx512fp16(const ep_gemm_f16_tile *tile, size_t rows, size_t groups) {
    switch (groups) {
    case 1: of_rows(tile, rows, 1); break;
    case 2: of_rows(tile, rows, 2); break;
    case 3: of_rows(tile, rows, 3); break;
    default: of_rows(tile, rows, 4);
    }
}

#pragma clang attribute pop
#endif
