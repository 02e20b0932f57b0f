#include "gemm_s8.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni"))), apply_to = function)

#include "gemm_s8_avx512vnni.h"

enum { prefetched = 4608 };

enum : size_t { vector_chains = 4, vector_depth = 4 * vector_chains };

/// Adds the products of one row with one group from `k` on while there are enough of them; gives where it stopped.
///
/// Each sum waits for its last addition: one alone would be slower than the second cache.
static inline __attribute__((always_inline)) size_t add_in_chains(__m512i *sum, const uint8_t *left, size_t depth,
                                                                  const int8_t *weights, bool flips) {
    __m512i chains[vector_chains] = {*sum};
    size_t k = 0;
    for (; k + vector_depth <= depth; k += vector_depth)
#pragma clang loop unroll(full)
        for (size_t i = 0; i < vector_chains; i++) {
            const int8_t *line = weights + (k + 4 * i) * 16;
            // A single row waits for memory, not for products.
            _mm_prefetch(line + prefetched, _MM_HINT_T0);
            __m512i four = _mm512_set1_epi32((int)ep_gemm_s8_four(left + k + 4 * i));
            if (flips) four = _mm512_xor_si512(four, _mm512_set1_epi8((char)0x80));
            chains[i] = _mm512_dpbusd_epi32(chains[i], four, _mm512_loadu_si512(line));
        }
    *sum = _mm512_add_epi32(_mm512_add_epi32(chains[0], chains[1]), _mm512_add_epi32(chains[2], chains[3]));
    return k;
}

/// Adds the products of one tap; gives where the next tap's weights are.
static inline __attribute__((always_inline)) const int8_t *add_tap(sums_of_tile sums, const ep_gemm_s8_strip *strip,
                                                                   const uint8_t *const *from, const int8_t *weights,
                                                                   int rows, int groups, bool flips) {
    const uint8_t *left[most_rows];
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) left[r] = from[r];
    size_t whole = strip->depth & ~(size_t)3, rest = strip->depth & 3;
    size_t k = rows == 1 && groups == 1 ? add_in_chains(&sums[0][0], left[0], whole, weights, flips) : 0;
    weights += k * 16;
#pragma clang loop unroll_count(4)
    for (; k < whole; k += 4, weights += 64) step(sums, left, k, weights, strip->group_bytes, rows, groups, flips);
    if (!rest) return weights;
    uint32_t last[most_rows];
    const uint8_t *lasts[most_rows];
    for (int r = 0; r < rows; r++) {
        last[r] = ep_gemm_s8_last(left[r] + whole, rest);
        lasts[r] = (const uint8_t *)&last[r];
    }
    step(sums, lasts, 0, weights, strip->group_bytes, rows, groups, flips);
    return weights + 64;
}

static inline __attribute__((always_inline)) void store(const ep_gemm_s8_strip *strip, const __m512i *sums, size_t row,
                                                        int groups) {
    int32_t *destination = (int32_t *)strip->destination + row * strip->destination_stride;
    __mmask16 last = (__mmask16)(0xFFFFU >> ((size_t)groups * 16 - strip->columns));
#pragma clang loop unroll(full)
    for (int g = 0; g < groups; g++)
        _mm512_mask_storeu_epi32(destination + g * 16, g + 1 < groups ? 0xFFFF : last, sums[g]);
}

/// The whole sum runs in registers and never meets memory as 32 bits.
static inline __attribute__((always_inline)) void product(const ep_gemm_s8_strip *strip, int rows, int groups) {
    narrowing n = narrowing_of(strip, any_result);
    bool narrows = strip->finish->type == EP_U8 || strip->finish->type == EP_S8;
    const uint8_t *const *from = strip->rows;
    for (size_t tile = 0; tile < strip->tiles; tile++) {
        sums_of_tile sums;
        start_sums(sums, strip->unsigned_starts, rows, groups);
        const int8_t *weights = strip->weights;
        for (size_t tap = 0; tap < strip->taps; tap++, from += rows) {
            if (strip->is_signed) weights = add_tap(sums, strip, from, weights, rows, groups, true);
            else weights = add_tap(sums, strip, from, weights, rows, groups, false);
        }
        if (narrows) {
            requantize(n, sums, rows, groups, true, any_result);
            n.destination += (size_t)rows * n.stride;
        } else {
#pragma clang loop unroll(full)
            for (int r = 0; r < rows; r++) store(strip, sums[r], tile * (size_t)rows + (size_t)r, groups);
        }
    }
}

typedef void of_one_size(const ep_gemm_s8_strip *strip);

#define TILE(rows, groups)                                                                                             \
    static void tile_##rows##x##groups(const ep_gemm_s8_strip *strip) { product(strip, rows, groups); }
#define TILES_OF_6(groups)                                                                                             \
    TILE(1, groups) TILE(2, groups) TILE(3, groups) TILE(4, groups) TILE(5, groups) TILE(6, groups)
#define TILES_OF_8(groups) TILES_OF_6(groups) TILE(7, groups) TILE(8, groups)
#define TILES_OF_12(groups)                                                                                            \
    TILES_OF_8(groups) TILE(9, groups) TILE(10, groups) TILE(11, groups) TILE(12, groups)

TILES_OF_12(1)
TILES_OF_12(2)
TILES_OF_8(3)
TILES_OF_6(4)

#define ROW_OF_6(groups)                                                                                               \
    tile_1x##groups, tile_2x##groups, tile_3x##groups, tile_4x##groups, tile_5x##groups, tile_6x##groups
#define ROW_OF_8(groups) ROW_OF_6(groups), tile_7x##groups, tile_8x##groups
#define ROW_OF_12(groups)                                                                                              \
    ROW_OF_8(groups), tile_9x##groups, tile_10x##groups, tile_11x##groups, tile_12x##groups

static of_one_size *const family[most_groups][most_rows] = {
    {ROW_OF_12(1)}, {ROW_OF_12(2)}, {ROW_OF_8(3)}, {ROW_OF_6(4)}};

void ep_gemm_s8_avx512vnni(const ep_gemm_s8_strip *strip, size_t rows, size_t groups) {
    family[groups - 1][rows - 1](strip);
    if (strip->finish->type == EP_F32) ep_gemm_s8_to_float(strip, rows);
}

#pragma clang attribute pop
#endif
