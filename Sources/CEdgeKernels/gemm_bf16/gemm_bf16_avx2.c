#include "finish.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

/// Tiles are 4 rows by 16 columns, or 1 by 64, or 2 by 32; a group of columns is two halves.
///
/// Weights and left side are widened in registers, which leaves none for two rows more.
enum { most_rows = 4, most_groups = EP_GRID_GROUPS, halves = 2 };

typedef __m256 tile_sums[most_rows][most_groups * halves];

/// A pair's first and second number, as fp32 in each lane.
static inline __attribute__((always_inline)) __m256 first(__m256i pairs) {
    return _mm256_castsi256_ps(_mm256_slli_epi32(pairs, 16));
}

static inline __attribute__((always_inline)) __m256 second(__m256i pairs) {
    return _mm256_castsi256_ps(_mm256_and_si256(pairs, _mm256_set1_epi32((int)0xFFFF0000)));
}

/// A row's pair in every lane.
static inline __attribute__((always_inline)) __m256i in_all_lanes(const ep_bf16 *row, size_t pair) {
    __m256i both = _mm256_set1_epi32((int)ep_bf16_pair(row, pair));
    // Keeps the compiler from splitting the pair first and moving each half from a general register.
    __asm__("" : "+x"(both));
    return both;
}

/// Adds the products of one pair along K to one group: its first numbers, then its second.
static inline __attribute__((always_inline)) void step(tile_sums sums, const ep_bf16 *const *left, size_t pair,
                                                       const ep_bf16 *weights, int rows, int group) {
    __m256i line[halves] = {_mm256_loadu_si256((const __m256i *)weights),
                            _mm256_loadu_si256((const __m256i *)weights + 1)};
    __m256 even[halves] = {first(line[0]), first(line[1])}, odd[halves] = {second(line[0]), second(line[1])};
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
        __m256i both = in_all_lanes(left[r], pair);
#pragma clang loop unroll(full)
        for (int h = 0; h < halves; h++) {
            __m256 sum = _mm256_fmadd_ps(first(both), even[h], sums[r][group * 2 + h]);
            sums[r][group * 2 + h] = _mm256_fmadd_ps(second(both), odd[h], sum);
        }
    }
}

/// Bounds and stores the sums of one row and one group of columns.
static inline __attribute__((always_inline)) void finish(const ep_gemm_bf16_tile *tile, const __m256 *sums, int row,
                                                         int group) {
    size_t column = (size_t)group * EP_GRID_COLUMNS, count = ep_grid_smaller(tile->columns - column, EP_GRID_COLUMNS);
    __m256 low = _mm256_set1_ps(tile->lowest), high = _mm256_set1_ps(tile->highest);
    float *destination = (float *)tile->destination + (size_t)row * tile->destination_stride + column;
    float whole[EP_GRID_COLUMNS];
    bool stored_whole = !tile->narrow && !tile->residual && !tile->swishes && count == EP_GRID_COLUMNS;
#pragma clang loop unroll(full)
    for (int h = 0; h < halves; h++) {
        // These give their second operand if either is NaN.
        __m256 sum = tile->residual ? sums[h] : _mm256_min_ps(high, _mm256_max_ps(low, sums[h]));
        _mm256_storeu_ps(stored_whole ? destination + h * 8 : whole + h * 8, sum);
    }
    if (stored_whole) return;
    for (size_t n = 0; n < count; n++) ep_gemm_bf16_finish(tile, (size_t)row, column + n, whole[n]);
}

static inline __attribute__((always_inline)) void product(const ep_gemm_bf16_tile *tile, int rows, int groups) {
    tile_sums sums;
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int h = 0; h < groups * halves; h++) sums[r][h] = _mm256_loadu_ps(tile->bias + h * 8);
    const ep_bf16 *weights = tile->weights;
    for (size_t tap = 0; tap < tile->taps; tap++) {
        const ep_bf16 *left[most_rows];
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) left[r] = ep_gemm_bf16_row(tile, tap, (size_t)rows, (size_t)r);
        for (size_t pair = 0; pair < tile->pairs; pair++, weights += 2 * EP_GRID_COLUMNS)
#pragma clang loop unroll(full)
            for (int g = 0; g < groups; g++) step(sums, left, pair, weights + (size_t)g * tile->group_stride, rows, g);
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int g = 0; g < groups; g++) finish(tile, sums[r] + g * halves, r, g);
}

void ep_gemm_bf16_avx2(const ep_gemm_bf16_tile *tile, size_t rows, size_t groups) {
    switch (groups) {
    case 4: product(tile, 1, 4); return;
    case 3: product(tile, 1, 3); return;
    case 2: rows == 1 ? product(tile, 1, 2) : product(tile, 2, 2); return;
    default: break;
    }
    switch (rows) {
    case 1: product(tile, 1, 1); break;
    case 2: product(tile, 2, 1); break;
    case 3: product(tile, 3, 1); break;
    default: product(tile, 4, 1);
    }
}

#pragma clang attribute pop
#endif
