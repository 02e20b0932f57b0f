// The tile of 16 columns in registers of 32 bytes. The file that includes this says how products are made:
// `left_part` and `weights_part`, `as_left`, `as_weights` and `add_products`; and it sets the instruction set.
#include "gemm_s8.h"
#include <immintrin.h>

enum { halves = 2 };

static inline __attribute__((always_inline)) void step(__m256i (*sums)[halves], const uint8_t *const *left, size_t k,
                                                       const int8_t *weights, int rows, bool flips) {
    weights_part part[halves];
#pragma clang loop unroll(full)
    for (int h = 0; h < halves; h++)
        part[h] = as_weights(_mm256_loadu_si256((const __m256i *)(const void *)(weights + h * 32)));
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
        __m256i four = _mm256_set1_epi32((int)ep_gemm_s8_four(left[r] + k));
        if (flips) four = _mm256_xor_si256(four, _mm256_set1_epi8((char)0x80));
        left_part one = as_left(four);
#pragma clang loop unroll(full)
        for (int h = 0; h < halves; h++) sums[r][h] = add_products(sums[r][h], one, part[h]);
    }
}

/// Adds the products of one tap; gives where the next tap's weights are.
static inline __attribute__((always_inline)) const int8_t *
add_tap(__m256i (*sums)[halves], const uint8_t *const *from, size_t depth, const int8_t *weights, int rows, bool flips) {
    const uint8_t *left[most_rows];
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) left[r] = from[r];
    size_t whole = depth & ~(size_t)3, rest = depth & 3;
    for (size_t k = 0; k < whole; k += 4, weights += 64) step(sums, left, k, weights, rows, flips);
    if (!rest) return weights;
    uint32_t last[most_rows];
    const uint8_t *lasts[most_rows];
    for (int r = 0; r < rows; r++) {
        last[r] = ep_gemm_s8_last(left[r] + whole, rest);
        lasts[r] = (const uint8_t *)&last[r];
    }
    step(sums, lasts, 0, weights, rows, flips);
    return weights + 64;
}

/// Scales, rounds and narrows a row.
static inline __attribute__((always_inline)) __m128i requantized(const ep_gemm_s8_strip *strip, const __m256i *sums) {
    const ep_gemm_s8_finish *finish = strip->finish;
    __m256i rounded[halves];
#pragma clang loop unroll(full)
    for (int h = 0; h < halves; h++) {
        __m256 value = _mm256_mul_ps(_mm256_cvtepi32_ps(sums[h]), _mm256_loadu_ps(strip->multipliers + h * 8));
        // What is too low converts to the lowest integer by itself; what is too high would too.
        rounded[h] = _mm256_cvtps_epi32(_mm256_min_ps(value, _mm256_set1_ps(0x1p30F)));
    }
    // Saturating steps, so that the zero point may be added on the way.
    __m256i words = _mm256_packs_epi32(rounded[0], rounded[1]);
    words = _mm256_adds_epi16(words, _mm256_set1_epi16(finish->zero_point));
    __m256i mixed = _mm256_packus_epi16(words, words);
    // The packs worked within halves of a register.
    __m128i bytes = _mm_unpacklo_epi32(_mm256_castsi256_si128(mixed), _mm256_extracti128_si256(mixed, 1));
    bytes = _mm_max_epu8(bytes, _mm_set1_epi8((char)finish->lowest));
    bytes = _mm_min_epu8(bytes, _mm_set1_epi8((char)finish->highest));
    return _mm_xor_si128(bytes, _mm_set1_epi8((char)finish->flip));
}

static inline __attribute__((always_inline)) void finish_row(const ep_gemm_s8_strip *strip, const __m256i *sums,
                                                             size_t row) {
    size_t place = row * strip->destination_stride;
    if (strip->finish->type == EP_U8 || strip->finish->type == EP_S8) {
        __m128i bytes = requantized(strip, sums);
        uint8_t *destination = (uint8_t *)strip->destination + place;
        if (strip->columns == 16) _mm_storeu_si128((__m128i *)(void *)destination, bytes);
        else memcpy(destination, &bytes, strip->columns);
        return;
    }
    // A copy: the sums themselves would be kept in memory if a part of them were asked for by address.
    __m256i copy[halves] = {sums[0], sums[1]};
    char *destination = (char *)strip->destination + place * sizeof(int32_t);
    if (strip->columns == 16) memcpy(destination, copy, sizeof copy);
    else memcpy(destination, copy, strip->columns * sizeof(int32_t));
}

static inline __attribute__((always_inline)) void product(const ep_gemm_s8_strip *strip, int rows) {
    const uint8_t *const *from = strip->rows;
    for (size_t tile = 0; tile < strip->tiles; tile++) {
        __m256i sums[most_rows][halves];
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
            for (int h = 0; h < halves; h++)
                sums[r][h] = _mm256_loadu_si256((const __m256i *)(const void *)(strip->unsigned_starts + h * 8));
        const int8_t *weights = strip->weights;
        for (size_t tap = 0; tap < strip->taps; tap++, from += rows) {
            if (strip->is_signed) weights = add_tap(sums, from, strip->depth, weights, rows, true);
            else weights = add_tap(sums, from, strip->depth, weights, rows, false);
        }
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) finish_row(strip, sums[r], tile * (size_t)rows + (size_t)r);
    }
}
