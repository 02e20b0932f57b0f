#include "gemm_f32.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx512f"))), apply_to = function)

#include "../common/swish_avx512.h"

enum { most_rows = 8, most_groups = EP_GRID_GROUPS };

/// Adds a row's bounds and residual and stores it; the last group may be narrower.
static inline __attribute__((always_inline)) void finish(const ep_gemm_f32_tile *tile, const __m512 *sums, int row,
                                                         int groups) {
    __m512 low = _mm512_set1_ps(tile->lowest), high = _mm512_set1_ps(tile->highest);
    __mmask16 last = (__mmask16)(0xFFFFU >> (groups * 16 - (int)tile->columns));
    float *destination = tile->destination + (size_t)row * tile->destination_stride;
    const float *residual = tile->residual ? tile->residual + (size_t)row * tile->residual_stride : NULL;
#pragma clang loop unroll(full)
    for (int g = 0; g < groups; g++) {
        __mmask16 lanes = g + 1 < groups ? 0xFFFF : last;
        __m512 sum = sums[g];
        if (residual) sum = _mm512_add_ps(sum, _mm512_maskz_loadu_ps(lanes, residual + g * 16));
        // These give their second operand if either is NaN.
        sum = _mm512_min_ps(high, _mm512_max_ps(low, sum));
        if (tile->swishes) sum = ep_swish_avx512(sum);
        _mm512_mask_storeu_ps(destination + g * 16, lanes, sum);
    }
}

typedef __m512 tile_sums[most_rows][most_groups];

/// Adds the products of one place along K.
static inline __attribute__((always_inline)) void step(tile_sums sums, const float *const *left, size_t k,
                                                       const float *weights, size_t stride, int rows, int groups) {
    __m512 line[most_groups];
#pragma clang loop unroll(full)
    for (int g = 0; g < groups; g++) line[g] = _mm512_loadu_ps(weights + (size_t)g * stride);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
        __m512 one = _mm512_set1_ps(left[r][k]);
#pragma clang loop unroll(full)
        for (int g = 0; g < groups; g++) sums[r][g] = _mm512_fmadd_ps(one, line[g], sums[r][g]);
    }
}

/// Calls for the next tile's rows, whose starts no hardware foresees.
static inline __attribute__((always_inline)) void touch_next(const float *const *left, size_t k, size_t next_rows,
                                                             int rows) {
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) _mm_prefetch((const char *)((uintptr_t)(left[r] + k) + next_rows), _MM_HINT_T0);
}

/// The whole sum runs in registers: stopping along K to store and reload the tile was what cost most.
static inline __attribute__((always_inline)) void product(const ep_gemm_f32_tile *tile, int rows, int groups) {
    tile_sums sums;
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int g = 0; g < groups; g++) sums[r][g] = _mm512_loadu_ps(tile->bias + g * 16);
    const float *weights = tile->weights;
    size_t stride = tile->group_stride;
    for (size_t tap = 0; tap < tile->taps; tap++) {
        const float *left[most_rows];
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) left[r] = tile->rows[(size_t)r * tile->taps + tap];
        size_t k = 0;
        for (; k + 16 <= tile->depth; k += 16) {
            touch_next(left, k, tile->next_rows, rows);
#pragma clang loop unroll_count(4)
            for (size_t i = k; i < k + 16; i++, weights += 16) step(sums, left, i, weights, stride, rows, groups);
        }
        for (; k < tile->depth; k++, weights += 16) step(sums, left, k, weights, stride, rows, groups);
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) finish(tile, sums[r], r, groups);
}

typedef void of_one_size(const ep_gemm_f32_tile *tile);

#define TILE(rows, groups)                                                                                             \
    static void tile_##rows##x##groups(const ep_gemm_f32_tile *tile) { product(tile, rows, groups); }
#define TILES(groups)                                                                                                  \
    TILE(1, groups)                                                                                                    \
    TILE(2, groups) TILE(3, groups) TILE(4, groups) TILE(5, groups) TILE(6, groups) TILE(7, groups) TILE(8, groups)

TILES(1)
TILES(2)
TILES(3)
TILE(1, 4)
TILE(2, 4)
TILE(3, 4)
TILE(4, 4)
TILE(5, 4)
TILE(6, 4)

#define ROW(groups)                                                                                                    \
    {                                                                                                                  \
        tile_1x##groups, tile_2x##groups, tile_3x##groups, tile_4x##groups, tile_5x##groups, tile_6x##groups,          \
            tile_7x##groups, tile_8x##groups                                                                           \
    }

static of_one_size *const family[most_groups][most_rows] = {
    ROW(1), ROW(2), ROW(3), {tile_1x4, tile_2x4, tile_3x4, tile_4x4, tile_5x4, tile_6x4}};

void ep_gemm_f32_avx512(const ep_gemm_f32_tile *tile, size_t rows, size_t groups) { family[groups - 1][rows - 1](tile); }

#pragma clang attribute pop
#endif
