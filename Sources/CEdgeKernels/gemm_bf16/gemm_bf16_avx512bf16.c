#include "gemm_bf16.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512bf16"))), apply_to = function)

#include "../common/swish_avx512.h"

enum { most_rows = 12, most_groups = EP_GRID_GROUPS };

typedef __m512 tile_sums[most_rows][most_groups];

static inline __attribute__((always_inline)) __m512 with_residual(const ep_gemm_bf16_tile *tile, __m512 sum, int row,
                                                                  int column, __mmask16 lanes) {
    if (!tile->residual) return sum;
    size_t place = (size_t)row * tile->residual_stride + (size_t)column;
    if (!tile->residual_narrow)
        return _mm512_add_ps(sum, _mm512_maskz_loadu_ps(lanes, (const float *)tile->residual + place));
    __m256i narrow = _mm256_maskz_loadu_epi16(lanes, (const ep_bf16 *)tile->residual + place);
    return _mm512_add_ps(sum, _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(narrow), 16)));
}

static inline __attribute__((always_inline)) void finish(const ep_gemm_bf16_tile *tile, const __m512 *sums, int row,
                                                         int groups) {
    __m512 low = _mm512_set1_ps(tile->lowest), high = _mm512_set1_ps(tile->highest);
    __mmask16 last = (__mmask16)(0xFFFFU >> (groups * 16 - (int)tile->columns));
    size_t place = (size_t)row * tile->destination_stride;
#pragma clang loop unroll(full)
    for (int g = 0; g < groups; g++) {
        __mmask16 lanes = g + 1 < groups ? 0xFFFF : last;
        // These give their second operand if either is NaN.
        __m512 sum = _mm512_min_ps(high, _mm512_max_ps(low, with_residual(tile, sums[g], row, g * 16, lanes)));
        if (tile->swishes) sum = ep_swish_avx512(sum);
        if (tile->narrow)
            _mm256_mask_storeu_epi16((ep_bf16 *)tile->destination + place + g * 16, lanes,
                                     (__m256i)_mm512_cvtneps_pbh(sum));
        else _mm512_mask_storeu_ps((float *)tile->destination + place + g * 16, lanes, sum);
    }
}

/// Adds the products of one pair along K.
static inline __attribute__((always_inline)) void step(tile_sums sums, const ep_bf16 *const *left, size_t pair,
                                                       const ep_bf16 *weights, size_t stride, int rows, int groups) {
    __m512bh line[most_groups];
#pragma clang loop unroll(full)
    for (int g = 0; g < groups; g++) line[g] = (__m512bh)_mm512_loadu_si512(weights + (size_t)g * stride);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
        __m512bh both = (__m512bh)_mm512_set1_epi32((int)ep_bf16_pair(left[r], pair));
#pragma clang loop unroll(full)
        for (int g = 0; g < groups; g++) sums[r][g] = _mm512_dpbf16_ps(sums[r][g], both, line[g]);
    }
}

/// Calls for the next tile's rows, whose starts no hardware foresees.
static inline __attribute__((always_inline)) void touch_next(const ep_bf16 *const *left, size_t pair, size_t next_rows,
                                                             int rows) {
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
        _mm_prefetch((const char *)((uintptr_t)(left[r] + 2 * pair) + next_rows), _MM_HINT_T0);
}

static inline __attribute__((always_inline)) void product(const ep_gemm_bf16_tile *tile, int rows, int groups) {
    tile_sums sums;
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int g = 0; g < groups; g++) sums[r][g] = _mm512_loadu_ps(tile->bias + g * 16);
    const ep_bf16 *weights = tile->weights;
    size_t stride = tile->group_stride, next_rows = (size_t)rows * tile->left_stride * sizeof(ep_bf16);
    for (size_t tap = 0; tap < tile->taps; tap++) {
        const ep_bf16 *left[most_rows];
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) left[r] = ep_gemm_bf16_row(tile, tap, (size_t)rows, (size_t)r);
        size_t pair = 0;
        for (; pair + 16 <= tile->pairs; pair += 16) {
            touch_next(left, pair, next_rows, rows);
#pragma clang loop unroll_count(4)
            for (size_t i = pair; i < pair + 16; i++, weights += 32) step(sums, left, i, weights, stride, rows, groups);
        }
        for (; pair < tile->pairs; pair++, weights += 32) step(sums, left, pair, weights, stride, rows, groups);
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) finish(tile, sums[r], r, groups);
}

typedef void of_one_size(const ep_gemm_bf16_tile *tile);

#define TILE(rows, groups)                                                                                             \
    static void tile_##rows##x##groups(const ep_gemm_bf16_tile *tile) { product(tile, rows, groups); }
#define TILES(groups)                                                                                                  \
    TILE(1, groups)                                                                                                    \
    TILE(2, groups) TILE(3, groups) TILE(4, groups) TILE(5, groups) TILE(6, groups) TILE(7, groups) TILE(8, groups)
#define TILES_OF_12(groups)                                                                                            \
    TILES(groups) TILE(9, groups) TILE(10, groups) TILE(11, groups) TILE(12, groups)

TILES_OF_12(1)
TILES_OF_12(2)
TILES(3)
TILE(1, 4)
TILE(2, 4)
TILE(3, 4)
TILE(4, 4)
TILE(5, 4)
TILE(6, 4)

#define ROW_OF_8(groups)                                                                                               \
    tile_1x##groups, tile_2x##groups, tile_3x##groups, tile_4x##groups, tile_5x##groups, tile_6x##groups,              \
        tile_7x##groups, tile_8x##groups
#define ROW_OF_12(groups)                                                                                              \
    ROW_OF_8(groups), tile_9x##groups, tile_10x##groups, tile_11x##groups, tile_12x##groups

static of_one_size *const family[most_groups][most_rows] = {
    {ROW_OF_12(1)}, {ROW_OF_12(2)}, {ROW_OF_8(3)}, {tile_1x4, tile_2x4, tile_3x4, tile_4x4, tile_5x4, tile_6x4}};

void ep_gemm_bf16_avx512bf16(const ep_gemm_bf16_tile *tile, size_t rows, size_t groups) {
    family[groups - 1][rows - 1](tile);
}

#pragma clang attribute pop
#endif
