#include "gemm_s4.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni"))), apply_to = function)

enum { most_rows = 8, most_groups = 2, prefetched = 4608 };

/// A second chain of sums for tiles so small that they would wait for their own.
typedef struct {
    __m512i first[most_rows][most_groups];
    __m512i second[most_rows][most_groups];
} sums_of_tile;

/// Adds 16 products to each sum: a line's low nibbles meet four activations, its high ones the four that are 16 on.
static inline __attribute__((always_inline)) void step(sums_of_tile *sums, const uint8_t *line, size_t group_bytes,
                                                       const int8_t *const *left, size_t k, int rows, int groups) {
    __m512i low[most_groups], high[most_groups], mask = _mm512_set1_epi8(15);
#pragma clang loop unroll(full)
    for (int g = 0; g < groups; g++) {
        __m512i both = _mm512_loadu_si512(line + (size_t)g * group_bytes);
        low[g] = _mm512_and_si512(both, mask);
        high[g] = _mm512_and_si512(_mm512_srli_epi16(both, 4), mask);
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
        __m512i four = _mm512_set1_epi32(ep_gemm_s4_four(left[r] + k));
#pragma clang loop unroll(full)
        for (int g = 0; g < groups; g++) sums->first[r][g] = _mm512_dpbusd_epi32(sums->first[r][g], low[g], four);
    }
    __m512i(*last)[most_groups] = rows * groups < 4 ? sums->second : sums->first;
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
        __m512i four = _mm512_set1_epi32(ep_gemm_s4_four(left[r] + k + 16));
#pragma clang loop unroll(full)
        for (int g = 0; g < groups; g++) last[r][g] = _mm512_dpbusd_epi32(last[r][g], high[g], four);
    }
}

/// Where the sums of each column start: at −8 or at the column's own zero point times the sum of the activations.
static inline __attribute__((always_inline)) __m512i started(__m512i zeros, int32_t start, bool has_zeros) {
    __m512i eight = _mm512_set1_epi32(start);
    return has_zeros ? _mm512_srai_epi32(_mm512_mullo_epi32(zeros, eight), 3) : eight;
}

static inline __attribute__((always_inline)) __m512i zeros_at(const uint8_t *scales) {
    __m128i both = _mm_loadl_epi64((const __m128i *)(const void *)ep_gemm_s4_zeros(scales));
    __m128i bytes = _mm_unpacklo_epi64(both, _mm_srli_epi16(both, 4));
    return _mm512_cvtepu8_epi32(_mm_and_si128(bytes, _mm_set1_epi8(15)));
}

static inline __attribute__((always_inline)) void store(const ep_gemm_s4_tile *tile, const __m512 *totals, int row,
                                                        int groups) {
    float *destination = tile->destination + (size_t)row * tile->destination_stride;
    __mmask16 last = (__mmask16)(0xFFFFU >> ((size_t)groups * 16 - tile->columns));
#pragma clang loop unroll(full)
    for (int g = 0; g < groups; g++) {
        __m512 value = _mm512_add_ps(totals[g], _mm512_loadu_ps(tile->bias + g * 16));
        // The second operand is what comes of NaN.
        value = _mm512_max_ps(_mm512_set1_ps(tile->lowest), value);
        value = _mm512_min_ps(_mm512_set1_ps(tile->highest), value);
        _mm512_mask_storeu_ps(destination + g * 16, g + 1 < groups ? 0xFFFF : last, value);
    }
}

/// Turns the sums of block `b` into fp32 and adds them to the totals.
static inline __attribute__((always_inline)) void finish(__m512 (*totals)[most_groups], const sums_of_tile *sums,
                                                         const ep_gemm_s4_tile *tile, const uint8_t *scales, size_t b,
                                                         int rows, int groups) {
#pragma clang loop unroll(full)
    for (int g = 0; g < groups; g++) {
        const void *halves = scales + (size_t)g * tile->group_bytes;
        __m512 scale = _mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)halves));
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) {
            __m512i sum = sums->first[r][g];
            if (rows * groups < 4) sum = _mm512_add_epi32(sum, sums->second[r][g]);
            __m512 left = _mm512_set1_ps(tile->left.scales[(size_t)r * tile->left.block_stride + b]);
            totals[r][g] = _mm512_fmadd_ps(_mm512_cvtepi32_ps(sum), _mm512_mul_ps(scale, left), totals[r][g]);
        }
    }
}

static inline __attribute__((always_inline)) void begin(sums_of_tile *sums, const ep_gemm_s4_tile *tile,
                                                        const uint8_t *scales, size_t b, bool has_zeros, int rows,
                                                        int groups) {
#pragma clang loop unroll(full)
    for (int g = 0; g < groups; g++) {
        __m512i zeros = has_zeros ? zeros_at(scales + (size_t)g * tile->group_bytes) : _mm512_setzero_si512();
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) {
            int32_t start = tile->left.starts[(size_t)r * tile->left.block_stride + b];
            sums->first[r][g] = started(zeros, start, has_zeros);
            sums->second[r][g] = _mm512_setzero_si512();
        }
    }
}

/// `steps` is a constant 1, or the tile's own.
static inline __attribute__((always_inline)) void product(const ep_gemm_s4_tile *tile, size_t steps, bool has_zeros,
                                                          int rows, int groups) {
    __m512 totals[most_rows][most_groups];
    const int8_t *left[most_rows];
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
        left[r] = tile->left.values + (size_t)r * tile->left.value_stride;
#pragma clang loop unroll(full)
        for (int g = 0; g < groups; g++) totals[r][g] = _mm512_setzero_ps();
    }
    const uint8_t *weights = tile->weights;
    size_t k = 0;
    for (size_t b = 0; b < tile->blocks; b++, weights += tile->block_bytes) {
        const uint8_t *scales = weights + steps * EP_PACK_S4_STEP_BYTES;
        sums_of_tile sums;
        begin(&sums, tile, scales, b, has_zeros, rows, groups);
        for (size_t s = 0; s < steps; s++, k += EP_PACK_S4_STEP) {
            const uint8_t *lines = weights + s * EP_PACK_S4_STEP_BYTES;
            // A single row waits for memory: so far ahead was best of what was tried.
            for (size_t line = 0; rows == 1 && line < 5; line++)
                _mm_prefetch(lines + prefetched + line * 64, _MM_HINT_T0);
#pragma clang loop unroll(full)
            for (size_t j = 0; j < 4; j++)
                step(&sums, lines + j * 64, tile->group_bytes, left, k + j * 4, rows, groups);
        }
        finish(totals, &sums, tile, scales, b, rows, groups);
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) store(tile, totals[r], r, groups);
}

typedef void of_one_size(const ep_gemm_s4_tile *tile);

#define TILE(rows, groups)                                                                                             \
    static void tile_##rows##x##groups(const ep_gemm_s4_tile *tile) {                                                  \
        if (tile->has_zero_points) product(tile, tile->steps, true, rows, groups);                                     \
        else if (tile->steps == 1) product(tile, 1, false, rows, groups);                                              \
        else product(tile, tile->steps, false, rows, groups);                                                          \
    }
#define TILES_OF_6(groups)                                                                                             \
    TILE(1, groups) TILE(2, groups) TILE(3, groups) TILE(4, groups) TILE(5, groups) TILE(6, groups)

TILES_OF_6(1)
TILE(7, 1)
TILE(8, 1)
TILES_OF_6(2)

#define ROW_OF_6(groups)                                                                                               \
    tile_1x##groups, tile_2x##groups, tile_3x##groups, tile_4x##groups, tile_5x##groups, tile_6x##groups

static of_one_size *const family[most_groups][most_rows] = {{ROW_OF_6(1), tile_7x1, tile_8x1}, {ROW_OF_6(2)}};

void ep_gemm_f32_s8_s4_avx512vnni(const ep_gemm_s4_tile *tile, size_t rows, size_t groups) {
    family[groups - 1][rows - 1](tile);
}

#pragma clang attribute pop
#endif
