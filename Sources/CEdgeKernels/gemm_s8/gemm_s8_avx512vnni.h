// What both kernels of AVX-512 VNNI share; the file that includes this sets the instruction set.
#include "gemm_s8.h"
#include <immintrin.h>

enum { most_rows = 12, most_groups = EP_GRID_GROUPS };

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

/// What is done to results once they are rounded. Bounds and flips cost small products a tenth, and most have neither.
typedef enum { any_result, whole_u8, whole_s8 } result_kind;

/// What results are made with, read once: stores to the destination might change it, for all that the compiler knows.
typedef struct {
    __m512i zero_point, lowest, highest, flip, order;
    const float *multipliers;
    uint8_t *destination;
    size_t stride;
    __mmask64 lanes;
} narrowing;

static inline __attribute__((always_inline)) narrowing narrowing_of(const ep_gemm_s8_strip *strip,
                                                                         result_kind kind) {
    const ep_gemm_s8_finish *finish = strip->finish;
    narrowing n = {
        .zero_point = _mm512_set1_epi16((int16_t)(finish->zero_point - (kind == whole_s8 ? finish->flip : 0))),
        .lowest = _mm512_set1_epi8((char)finish->lowest),
        .highest = _mm512_set1_epi8((char)finish->highest),
        .flip = _mm512_set1_epi8((char)finish->flip),
        // The packs work within quarters of a register.
        .order = _mm512_setr_epi32(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15),
        .multipliers = strip->multipliers,
        .destination = strip->destination,
        .stride = strip->destination_stride,
        .lanes = strip->columns >= 64 ? ~(__mmask64)0 : ((__mmask64)1 << strip->columns) - 1,
    };
    // One permutation is cheaper than what the compiler makes of an order that it knows.
    __asm__("" : "+v"(n.order));
    return n;
}

/// Scales, rounds and narrows four groups, one after the other from `row` on, or three.
static inline __attribute__((always_inline)) __m512i narrowed(const narrowing *n, const sums_of_tile sums, int row,
                                                              int rows, int groups, bool limits, result_kind kind) {
    __m512i rounded[4];
#pragma clang loop unroll(full)
    for (int i = 0; i < 4; i++) {
        bool exists = groups == 3 ? i < 3 : row + i / groups < rows;
        if (!exists) {
            rounded[i] = _mm512_setzero_si512();
            continue;
        }
        __m512 sum = _mm512_cvtepi32_ps(sums[row + i / groups][i % groups]);
        __m512 value = _mm512_mul_ps(sum, _mm512_loadu_ps(n->multipliers + i % groups * 16));
        // What is too low converts to the lowest integer by itself; what is too high would too.
        if (limits) value = _mm512_min_ps(value, _mm512_set1_ps(0x1p30F));
        rounded[i] = _mm512_cvtps_epi32(value);
    }
    // Saturating steps, so that the zero point may be added on the way.
    __m512i first = _mm512_adds_epi16(_mm512_packs_epi32(rounded[0], rounded[1]), n->zero_point);
    __m512i second = _mm512_adds_epi16(_mm512_packs_epi32(rounded[2], rounded[3]), n->zero_point);
    __m512i bytes = kind == whole_s8 ? _mm512_packs_epi16(first, second) : _mm512_packus_epi16(first, second);
    if (kind == any_result) {
        bytes = _mm512_min_epu8(_mm512_max_epu8(bytes, n->lowest), n->highest);
        bytes = _mm512_xor_si512(bytes, n->flip);
    }
    return _mm512_permutexvar_epi32(n->order, bytes);
}

/// Makes the results of a tile: four groups at a time, of as many rows as that takes.
static inline __attribute__((always_inline)) void requantize(const narrowing n, const sums_of_tile sums, int rows,
                                                             int groups, bool limits, result_kind kind) {
    int together = groups == 1 ? 4 : groups == 2 ? 2 : 1;
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r += together) {
        __m512i bytes = narrowed(&n, sums, r, rows, groups, limits, kind);
        uint8_t *to = n.destination + (size_t)r * n.stride;
        if (together == 1) {
            _mm512_mask_storeu_epi8(to, n.lanes, bytes);
        } else if (together == 2) {
            __mmask32 lanes = (__mmask32)n.lanes;
            _mm256_mask_storeu_epi8(to, lanes, _mm512_castsi512_si256(bytes));
            if (r + 1 < rows) _mm256_mask_storeu_epi8(to + n.stride, lanes, _mm512_extracti64x4_epi64(bytes, 1));
        } else {
            __mmask16 lanes = (__mmask16)n.lanes;
            _mm_mask_storeu_epi8(to, lanes, _mm512_castsi512_si128(bytes));
            if (r + 1 < rows) _mm_mask_storeu_epi8(to + n.stride, lanes, _mm512_extracti32x4_epi32(bytes, 1));
            if (r + 2 < rows) _mm_mask_storeu_epi8(to + 2 * n.stride, lanes, _mm512_extracti32x4_epi32(bytes, 2));
            if (r + 3 < rows) _mm_mask_storeu_epi8(to + 3 * n.stride, lanes, _mm512_extracti32x4_epi32(bytes, 3));
        }
    }
}

static inline __attribute__((always_inline)) void start_sums(sums_of_tile sums, const int32_t *starts, int rows,
                                                             int groups) {
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int g = 0; g < groups; g++) sums[r][g] = _mm512_loadu_si512(starts + g * 16);
}
