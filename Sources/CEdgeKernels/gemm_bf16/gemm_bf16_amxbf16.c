#include "../common/tiles.h"
#include "finish.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("amx-tile,amx-bf16"))), apply_to = function)

enum : size_t { tile_rows = 16, tile_pairs = 16, line_bytes = 64, line_floats = 16 };

/// Registers 0 to 3 are sums (0 and 1 of the upper rows), 4 and 5 the left side, 6 and 7 the weights.
static void configure(size_t upper, size_t lower) {
    ep_tile_shapes shapes = EP_FULL_TILES;
    shapes.rows[0] = shapes.rows[1] = shapes.rows[4] = (uint8_t)upper;
    // A register without rows is refused; those below the last row are computed from nothing that counts.
    shapes.rows[2] = shapes.rows[3] = shapes.rows[5] = (uint8_t)(lower ? lower : 1);
    _tile_loadconfig(&shapes);
}

/// Both sides of the last pairs, padded with zeros to whole tiles.
typedef struct {
    uint32_t left[2 * tile_rows][tile_pairs];
    uint32_t weights[2][tile_pairs][tile_pairs];
} last_pairs;

static void gather(const ep_gemm_bf16_tile *tile, size_t rows, size_t groups, size_t first, last_pairs *last) {
    memset(last, 0, sizeof *last);
    size_t count = tile->pairs - first;
    for (size_t r = 0; r < rows; r++)
        memcpy(last->left[r], tile->left + r * tile->left_stride + 2 * first, count * sizeof(uint32_t));
    for (size_t g = 0; g < groups; g++)
        memcpy(last->weights[g], tile->weights + g * tile->group_stride + first * line_bytes / sizeof(ep_bf16),
               count * line_bytes);
}

/// Adds the products of 16 pairs; only the registers that matter are loaded.
static inline __attribute__((always_inline)) void step(const void *upper, const void *lower, size_t left_bytes,
                                                       const void *first, const void *second) {
    _tile_loadd(4, upper, left_bytes);
    _tile_loadd(6, first, line_bytes);
    _tile_dpbf16ps(0, 4, 6);
    if (second) {
        _tile_loadd(7, second, line_bytes);
        _tile_dpbf16ps(1, 4, 7);
    }
    if (!lower) return;
    _tile_loadd(5, lower, left_bytes);
    _tile_dpbf16ps(2, 5, 6);
    if (second) _tile_dpbf16ps(3, 5, 7);
}

static void multiply(const ep_gemm_bf16_tile *tile, size_t rows, size_t groups) {
    bool two = rows > tile_rows, wide = groups > 1;
    const ep_bf16 *lower = two ? tile->left + tile_rows * tile->left_stride : NULL;
    const ep_bf16 *second = wide ? tile->weights + tile->group_stride : NULL;
    size_t pair = 0;
    for (; pair + tile_pairs <= tile->pairs; pair += tile_pairs) {
        size_t line = pair * line_bytes / sizeof(ep_bf16);
        step(tile->left + 2 * pair, two ? lower + 2 * pair : NULL, tile->left_stride * sizeof(ep_bf16),
             tile->weights + line, wide ? second + line : NULL);
    }
    if (pair == tile->pairs) return;
    last_pairs last;
    gather(tile, rows, groups, pair, &last);
    step(last.left, two ? last.left[tile_rows] : NULL, line_bytes, last.weights[0], wide ? last.weights[1] : NULL);
}

void ep_gemm_bf16_amxbf16(const ep_gemm_bf16_tile *tile, size_t rows, size_t groups) {
    size_t upper = rows < tile_rows ? rows : tile_rows;
    float sums[4][tile_rows][line_floats];
    configure(upper, rows - upper);
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
    multiply(tile, rows, groups);
    _tile_stored(0, sums[0], line_bytes);
    _tile_stored(1, sums[1], line_bytes);
    _tile_stored(2, sums[2], line_bytes);
    _tile_stored(3, sums[3], line_bytes);
    _tile_release();
    for (size_t row = 0; row < rows; row++)
        for (size_t n = 0; n < tile->columns; n++) {
            float sum = sums[row / tile_rows * 2 + n / line_floats][row % tile_rows][n % line_floats];
            ep_gemm_bf16_finish(tile, row, n, sum + tile->bias[n]);
        }
}

#pragma clang attribute pop
#endif
