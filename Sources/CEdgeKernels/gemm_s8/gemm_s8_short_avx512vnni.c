#include "gemm_s8.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni"))), apply_to = function)

#include "gemm_s8_avx512vnni.h"

/// For short sums, of which making the results is a large part: tiles so small that several are under way at once.
static inline __attribute__((always_inline)) void product(const ep_gemm_s8_strip *strip, int rows, int groups,
                                                          bool flips) {
    narrowing n = narrowing_of(strip);
    const int32_t *starts = strip->unsigned_starts;
    const int8_t *weights = strip->weights;
    const uint8_t *left = strip->left;
    size_t stride = strip->left_stride, depth = strip->depth, group_bytes = strip->group_bytes;
    for (size_t tile = 0; tile < strip->tiles; tile++) {
        const uint8_t *from[most_rows];
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) from[r] = left + (size_t)r * stride;
        sums_of_tile sums;
        start_sums(sums, starts, rows, groups);
#pragma clang loop unroll_count(4)
        for (size_t k = 0; k < depth; k += 4) step(sums, from, k, weights + k * 16, group_bytes, rows, groups, flips);
        requantize(n, sums, rows, groups, false);
        left += (size_t)rows * stride;
        n.destination += (size_t)rows * n.stride;
    }
}

typedef void of_one_size(const ep_gemm_s8_strip *strip);

#define TILE(rows, groups)                                                                                             \
    static void tile_##rows##x##groups(const ep_gemm_s8_strip *strip) {                                                \
        if (strip->is_signed) product(strip, rows, groups, true);                                                      \
        else product(strip, rows, groups, false);                                                                      \
    }
#define TILES(groups) TILE(1, groups) TILE(2, groups) TILE(3, groups) TILE(4, groups)
#define ROW(groups)                                                                                                    \
    { tile_1x##groups, tile_2x##groups, tile_3x##groups, tile_4x##groups }

TILES(1)
TILES(2)
TILES(3)
TILES(4)
TILE(5, 1)
TILE(6, 1)
TILE(7, 1)
TILE(8, 1)
TILE(5, 2)
TILE(6, 2)
TILE(7, 2)
TILE(8, 2)

static of_one_size *const family[most_groups][8] = {
    {tile_1x1, tile_2x1, tile_3x1, tile_4x1, tile_5x1, tile_6x1, tile_7x1, tile_8x1},
    {tile_1x2, tile_2x2, tile_3x2, tile_4x2, tile_5x2, tile_6x2, tile_7x2, tile_8x2},
    ROW(3),
    ROW(4)};

void ep_gemm_s8_short_avx512vnni(const ep_gemm_s8_strip *strip, size_t rows, size_t groups) {
    family[groups - 1][rows - 1](strip);
}

#pragma clang attribute pop
#endif
