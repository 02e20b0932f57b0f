// Rows times 16 columns in registers of 32 bytes. The file that includes this says how products are made:
// `add_products` and `as_sums`; and it sets the instruction set.
#include "gemm_s4.h"
#include <immintrin.h>

enum { halves = 2, most_rows = 4 };

/// Adds 32 products to each sum.
static inline __attribute__((always_inline)) void step(__m256i (*sums)[halves], const uint8_t *weights,
                                                       const int8_t *const *left, size_t k, int rows) {
    __m256i parts[most_rows][halves], mask = _mm256_set1_epi8(15);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
        for (int h = 0; h < halves; h++) parts[r][h] = _mm256_setzero_si256();
#pragma clang loop unroll(full)
    for (int j = 0; j < 4; j++) {
        __m256i low[halves], high[halves];
        for (int h = 0; h < halves; h++) {
            __m256i line = _mm256_loadu_si256((const __m256i *)(const void *)(weights + j * 64 + h * 32));
            low[h] = _mm256_and_si256(line, mask);
            high[h] = _mm256_and_si256(_mm256_srli_epi16(line, 4), mask);
        }
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) {
            const int8_t *four = left[r] + k + j * 4;
            __m256i first = _mm256_set1_epi32(ep_gemm_s4_four(four));
            __m256i second = _mm256_set1_epi32(ep_gemm_s4_four(four + 16));
            for (int h = 0; h < halves; h++) {
                parts[r][h] = add_products(parts[r][h], low[h], first);
                parts[r][h] = add_products(parts[r][h], high[h], second);
            }
        }
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
        for (int h = 0; h < halves; h++) sums[r][h] = _mm256_add_epi32(sums[r][h], as_sums(parts[r][h]));
}

/// Where the sums start: at −8 or at each column's own zero point times the sum of the activations.
static inline __attribute__((always_inline)) __m256i started(const ep_gemm_s4_tile *tile, const uint8_t *scales,
                                                             int32_t start, int half) {
    __m256i eight = _mm256_set1_epi32(start);
    if (!tile->has_zero_points) return eight;
    __m128i both = _mm_loadl_epi64((const __m128i *)(const void *)ep_gemm_s4_zeros(scales));
    __m128i bytes = _mm_and_si128(half ? _mm_srli_epi16(both, 4) : both, _mm_set1_epi8(15));
    return _mm256_srai_epi32(_mm256_mullo_epi32(_mm256_cvtepu8_epi32(bytes), eight), 3);
}

static inline __attribute__((always_inline)) void store(const ep_gemm_s4_tile *tile, const __m256 *totals, int row) {
    float *destination = tile->destination + (size_t)row * tile->destination_stride;
    float values[16];
    for (int h = 0; h < halves; h++) {
        __m256 value = _mm256_add_ps(totals[h], _mm256_loadu_ps(tile->bias + h * 8));
        // The second operand is what comes of NaN.
        value = _mm256_max_ps(_mm256_set1_ps(tile->lowest), value);
        value = _mm256_min_ps(_mm256_set1_ps(tile->highest), value);
        _mm256_storeu_ps(values + h * 8, value);
    }
    if (tile->columns == 16) memcpy(destination, values, sizeof values);
    else memcpy(destination, values, tile->columns * sizeof(float));
}

static inline __attribute__((always_inline)) void product(const ep_gemm_s4_tile *tile, int rows) {
    __m256 totals[most_rows][halves];
    const int8_t *left[most_rows];
    size_t stride = tile->left.block_stride;
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
        totals[r][0] = totals[r][1] = _mm256_setzero_ps();
        left[r] = tile->left.values + (size_t)r * tile->left.value_stride;
    }
    const uint8_t *weights = tile->weights;
    for (size_t b = 0; b < tile->blocks; b++, weights += tile->block_bytes) {
        const uint8_t *scales = weights + tile->steps * EP_PACK_S4_STEP_BYTES;
        __m256i sums[most_rows][halves];
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++)
            for (int h = 0; h < halves; h++)
                sums[r][h] = started(tile, scales, tile->left.starts[(size_t)r * stride + b], h);
        for (size_t s = 0; s < tile->steps; s++) {
            const uint8_t *lines = weights + s * EP_PACK_S4_STEP_BYTES;
            // A single row waits for memory.
            for (size_t line = 0; rows == 1 && line < 5; line++)
                _mm_prefetch(lines + 4608 + line * 64, _MM_HINT_T0);
            step(sums, lines, left, (b * tile->steps + s) * EP_PACK_S4_STEP, rows);
        }
        for (int h = 0; h < halves; h++) {
            __m256 scale = _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(const void *)(scales + h * 16)));
#pragma clang loop unroll(full)
            for (int r = 0; r < rows; r++) {
                __m256 both = _mm256_mul_ps(scale, _mm256_set1_ps(tile->left.scales[(size_t)r * stride + b]));
                totals[r][h] = _mm256_fmadd_ps(_mm256_cvtepi32_ps(sums[r][h]), both, totals[r][h]);
            }
        }
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) store(tile, totals[r], r);
}

static inline __attribute__((always_inline)) void of_rows(const ep_gemm_s4_tile *tile, size_t rows) {
    switch (rows) {
    case 1: product(tile, 1); break;
    case 2: product(tile, 2); break;
    case 3: product(tile, 3); break;
    default: product(tile, 4);
    }
}
