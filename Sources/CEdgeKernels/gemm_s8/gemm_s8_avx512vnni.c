#include "gemm_s8.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vnni"))), apply_to = function)

enum { most_rows = 12, most_groups = EP_GRID_GROUPS, prefetched = 4608 };

typedef __m512i sums_of_tile[most_rows][most_groups];

/// Adds four products to each sum.
static inline __attribute__((always_inline)) void step(sums_of_tile sums, const uint8_t *const *left, size_t k,
                                                       const int8_t *weights, size_t stride, int rows, int groups,
                                                       bool flips) {
    __m512i line[most_groups];
#pragma clang loop unroll(full)
    for (int g = 0; g < groups; g++) line[g] = _mm512_loadu_si512(weights + (size_t)g * stride);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
        __m512i four = _mm512_set1_epi32((int)ep_gemm_s8_four(left[r] + k));
        if (flips) four = _mm512_xor_si512(four, _mm512_set1_epi8((char)0x80));
#pragma clang loop unroll(full)
        for (int g = 0; g < groups; g++) sums[r][g] = _mm512_dpbusd_epi32(sums[r][g], four, line[g]);
    }
}

/// Adds the products of one tap; gives where the next tap's weights are.
static inline __attribute__((always_inline)) const int8_t *add_tap(sums_of_tile sums, const ep_gemm_s8_tile *tile,
                                                                   size_t tap, const int8_t *weights, int rows,
                                                                   int groups, bool flips) {
    const uint8_t *left[most_rows];
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) left[r] = tile->rows[(size_t)r * tile->taps + tap];
    size_t whole = tile->depth & ~(size_t)3, rest = tile->depth & 3;
#pragma clang loop unroll_count(4)
    for (size_t k = 0; k < whole; k += 4, weights += 64) {
        // A single row waits for memory, not for products.
        if (rows == 1 && groups == 1) _mm_prefetch(weights + prefetched, _MM_HINT_T0);
        step(sums, left, k, weights, tile->group_bytes, rows, groups, flips);
    }
    if (!rest) return weights;
    uint32_t last[most_rows];
    const uint8_t *lasts[most_rows];
    for (int r = 0; r < rows; r++) {
        last[r] = ep_gemm_s8_last(left[r] + whole, rest);
        lasts[r] = (const uint8_t *)&last[r];
    }
    step(sums, lasts, 0, weights, tile->group_bytes, rows, groups, flips);
    return weights + 64;
}

/// Scales, rounds, narrows and stores a row.
static inline __attribute__((always_inline)) void requantize(const ep_gemm_s8_tile *tile, const __m512i *sums, int row,
                                                             int groups) {
    const ep_gemm_s8_finish *finish = tile->finish;
    __m512i rounded[most_groups];
#pragma clang loop unroll(full)
    for (int g = 0; g < most_groups; g++) {
        if (g >= groups) {
            rounded[g] = _mm512_setzero_si512();
            continue;
        }
        __m512 value = _mm512_mul_ps(_mm512_cvtepi32_ps(sums[g]), _mm512_loadu_ps(tile->multipliers + g * 16));
        // What is too low converts to the lowest integer by itself; what is too high would too.
        rounded[g] = _mm512_cvtps_epi32(_mm512_min_ps(value, _mm512_set1_ps(0x1p30F)));
    }
    // Saturating steps, so that the zero point may be added on the way.
    __m512i zero_point = _mm512_set1_epi16(finish->zero_point);
    __m512i first = _mm512_adds_epi16(_mm512_packs_epi32(rounded[0], rounded[1]), zero_point);
    __m512i second = _mm512_adds_epi16(_mm512_packs_epi32(rounded[2], rounded[3]), zero_point);
    __m512i bytes = _mm512_packus_epi16(first, second);
    bytes = _mm512_max_epu8(bytes, _mm512_set1_epi8((char)finish->lowest));
    bytes = _mm512_min_epu8(bytes, _mm512_set1_epi8((char)finish->highest));
    bytes = _mm512_xor_si512(bytes, _mm512_set1_epi8((char)finish->flip));
    // The packs worked within quarters of a register.
    __m512i order = _mm512_setr_epi32(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
    bytes = _mm512_permutexvar_epi32(order, bytes);
    __mmask64 lanes = tile->columns == 64 ? ~(__mmask64)0 : ((__mmask64)1 << tile->columns) - 1;
    _mm512_mask_storeu_epi8((uint8_t *)tile->destination + (size_t)row * tile->destination_stride, lanes, bytes);
}

static inline __attribute__((always_inline)) void store(const ep_gemm_s8_tile *tile, const __m512i *sums, int row,
                                                        int groups) {
    int32_t *destination = (int32_t *)tile->destination + (size_t)row * tile->destination_stride;
    __mmask16 last = (__mmask16)(0xFFFFU >> ((size_t)groups * 16 - tile->columns));
#pragma clang loop unroll(full)
    for (int g = 0; g < groups; g++)
        _mm512_mask_storeu_epi32(destination + g * 16, g + 1 < groups ? 0xFFFF : last, sums[g]);
}

/// The whole sum runs in registers and never meets memory as 32 bits.
static inline __attribute__((always_inline)) void product(const ep_gemm_s8_tile *tile, int rows, int groups) {
    sums_of_tile sums;
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int g = 0; g < groups; g++) sums[r][g] = _mm512_loadu_si512(tile->unsigned_starts + g * 16);
    const int8_t *weights = tile->weights;
    if (tile->is_signed)
        for (size_t tap = 0; tap < tile->taps; tap++) weights = add_tap(sums, tile, tap, weights, rows, groups, true);
    else
        for (size_t tap = 0; tap < tile->taps; tap++) weights = add_tap(sums, tile, tap, weights, rows, groups, false);
    if (tile->finish->type == EP_U8 || tile->finish->type == EP_S8) {
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) requantize(tile, sums[r], r, groups);
    } else {
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) store(tile, sums[r], r, groups);
    }
}

typedef void of_one_size(const ep_gemm_s8_tile *tile);

#define TILE(rows, groups)                                                                                             \
    static void tile_##rows##x##groups(const ep_gemm_s8_tile *tile) { product(tile, rows, groups); }
#define TILES_OF_6(groups)                                                                                             \
    TILE(1, groups) TILE(2, groups) TILE(3, groups) TILE(4, groups) TILE(5, groups) TILE(6, groups)
#define TILES_OF_8(groups) TILES_OF_6(groups) TILE(7, groups) TILE(8, groups)
#define TILES_OF_12(groups)                                                                                            \
    TILES_OF_8(groups) TILE(9, groups) TILE(10, groups) TILE(11, groups) TILE(12, groups)

TILES_OF_8(1)
TILES_OF_12(2)
TILES_OF_8(3)
TILES_OF_6(4)

#define ROW_OF_6(groups)                                                                                               \
    tile_1x##groups, tile_2x##groups, tile_3x##groups, tile_4x##groups, tile_5x##groups, tile_6x##groups
#define ROW_OF_8(groups) ROW_OF_6(groups), tile_7x##groups, tile_8x##groups
#define ROW_OF_12(groups)                                                                                              \
    ROW_OF_8(groups), tile_9x##groups, tile_10x##groups, tile_11x##groups, tile_12x##groups

static of_one_size *const family[most_groups][most_rows] = {
    {ROW_OF_8(1)}, {ROW_OF_12(2)}, {ROW_OF_8(3)}, {ROW_OF_6(4)}};

void ep_gemm_s8_avx512vnni(const ep_gemm_s8_tile *tile, size_t rows, size_t groups) {
    family[groups - 1][rows - 1](tile);
    if (tile->finish->type == EP_F32) ep_gemm_s8_to_float(tile, rows);
}

#pragma clang attribute pop
#endif
