#include "gemm_s8.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni"))), apply_to = function)

#include "gemm_s8_avx512vnni.h"

enum { resident_steps = 4 };

/// All weights of sums of 16 products, read once: for these, reading them again would take as long as the products.
typedef struct {
    __m512i line[resident_steps][most_groups];
} resident;

static inline __attribute__((always_inline)) resident resident_of(const ep_gemm_s8_strip *strip, int groups) {
    resident weights;
#pragma clang loop unroll(full)
    for (int k = 0; k < resident_steps; k++)
#pragma clang loop unroll(full)
        for (int g = 0; g < groups; g++) {
            const int8_t *from = strip->weights + (size_t)g * strip->group_bytes + (size_t)k * 64;
            weights.line[k][g] = _mm512_loadu_si512(from);
            // The compiler would read them where they are needed.
            __asm__("" : "+v"(weights.line[k][g]));
        }
    return weights;
}

/// The products of 16 with one row.
static inline __attribute__((always_inline)) void add_row(__m512i *sums, const uint8_t *left, const resident *weights,
                                                          int groups, bool flips) {
#pragma clang loop unroll(full)
    for (int k = 0; k < resident_steps; k++) {
        __m512i four = _mm512_set1_epi32((int)ep_gemm_s8_four(left + 4 * k));
        if (flips) four = _mm512_xor_si512(four, _mm512_set1_epi8((char)0x80));
#pragma clang loop unroll(full)
        for (int g = 0; g < groups; g++) sums[g] = _mm512_dpbusd_epi32(sums[g], four, weights->line[k][g]);
    }
}

/// For short sums, of which making the results is a large part: tiles so small that several are under way at once.
static inline __attribute__((always_inline)) void product(const ep_gemm_s8_strip *strip, int rows, int groups,
                                                          bool flips, result_kind kind, bool is_resident) {
    narrowing n = narrowing_of(strip, kind);
    const int32_t *starts = strip->unsigned_starts;
    const int8_t *weights = strip->weights;
    const uint8_t *left = strip->left;
    size_t stride = strip->left_stride, depth = strip->depth, group_bytes = strip->group_bytes;
    resident held;
    if (is_resident) held = resident_of(strip, groups);
    for (size_t tile = 0; tile < strip->tiles; tile++) {
        const uint8_t *from[most_rows];
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) from[r] = left + (size_t)r * stride;
        sums_of_tile sums;
        start_sums(sums, starts, rows, groups);
        if (is_resident) {
#pragma clang loop unroll(full)
            for (int r = 0; r < rows; r++) add_row(sums[r], from[r], &held, groups, flips);
        } else {
#pragma clang loop unroll_count(4)
            for (size_t k = 0; k < depth; k += 4)
                step(sums, from, k, weights + k * 16, group_bytes, rows, groups, flips);
        }
        requantize(n, sums, rows, groups, false, kind);
        left += (size_t)rows * stride;
        n.destination += (size_t)rows * n.stride;
    }
}

static inline __attribute__((always_inline)) void product_of_kind(const ep_gemm_s8_strip *strip, int rows, int groups,
                                                                  bool is_resident) {
    const ep_gemm_s8_finish *finish = strip->finish;
    bool is_whole = finish->lowest == 0 && finish->highest == UINT8_MAX;
    if (strip->is_signed && is_whole && finish->flip) product(strip, rows, groups, true, whole_s8, is_resident);
    else if (strip->is_signed) product(strip, rows, groups, true, any_result, is_resident);
    else if (is_whole && !finish->flip) product(strip, rows, groups, false, whole_u8, is_resident);
    else product(strip, rows, groups, false, any_result, is_resident);
}

typedef void of_one_size(const ep_gemm_s8_strip *strip);

#define TILE(rows, groups)                                                                                             \
    static void tile_##rows##x##groups(const ep_gemm_s8_strip *strip) { product_of_kind(strip, rows, groups, false); }
#define TILES_OF_3(groups) TILE(1, groups) TILE(2, groups) TILE(3, groups)
#define TILES_OF_6(groups) TILES_OF_3(groups) TILE(4, groups) TILE(5, groups) TILE(6, groups)

TILES_OF_6(1)
TILE(7, 1)
TILE(8, 1)
TILES_OF_6(2)
TILES_OF_3(3)
TILES_OF_3(4)

static void resident_3x3(const ep_gemm_s8_strip *strip) { product_of_kind(strip, 3, 3, true); }
static void resident_3x4(const ep_gemm_s8_strip *strip) { product_of_kind(strip, 3, 4, true); }

static of_one_size *const family[most_groups][8] = {
    {tile_1x1, tile_2x1, tile_3x1, tile_4x1, tile_5x1, tile_6x1, tile_7x1, tile_8x1},
    {tile_1x2, tile_2x2, tile_3x2, tile_4x2, tile_5x2, tile_6x2},
    {tile_1x3, tile_2x3, tile_3x3},
    {tile_1x4, tile_2x4, tile_3x4}};

void ep_gemm_s8_short_avx512vnni(const ep_gemm_s8_strip *strip, size_t rows, size_t groups) {
    bool is_resident = strip->depth == 4 * resident_steps && rows == 3 && groups >= 3;
    if (is_resident) (groups == 3 ? resident_3x3 : resident_3x4)(strip);
    else family[groups - 1][rows - 1](strip);
}

#pragma clang attribute pop
#endif
