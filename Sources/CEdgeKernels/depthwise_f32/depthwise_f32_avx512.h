// Vectors of AVX-512; the file that includes this sets the instruction set, and defines `store_narrow` after it.
#include "../common/swish_avx512.h"
#include "depthwise_f32.h"

enum { LANES = 16, ROWS = 4 };

typedef __m512 wide;

static inline __attribute__((always_inline)) wide load(const float *from) { return _mm512_loadu_ps(from); }

static inline __attribute__((always_inline)) __mmask16 first_lanes(size_t lanes) {
    return (__mmask16)(0xFFFFU >> (LANES - lanes));
}

static inline __attribute__((always_inline)) wide load_some(const float *from, size_t lanes) {
    return _mm512_maskz_loadu_ps(first_lanes(lanes), from);
}

static inline __attribute__((always_inline)) void store_some(float *to, size_t lanes, bool whole, wide values) {
    if (whole)
        _mm512_storeu_ps(to, values);
    else
        _mm512_mask_storeu_ps(to, first_lanes(lanes), values);
}

static inline __attribute__((always_inline)) wide multiply_add(wide left, wide right, wide sum) {
    return _mm512_fmadd_ps(left, right, sum);
}

static inline __attribute__((always_inline)) wide clamp(wide sum, float lowest, float highest) {
    // These give their second operand if either is NaN.
    return _mm512_min_ps(_mm512_set1_ps(highest), _mm512_max_ps(_mm512_set1_ps(lowest), sum));
}

static inline __attribute__((always_inline)) wide swish(wide sum) { return ep_swish_avx512(sum); }

static inline __attribute__((always_inline)) wide load_narrow(const ep_bf16 *from, size_t lanes, bool whole) {
    __mmask16 there = whole ? 0xFFFF : first_lanes(lanes);
    __m512i wide_bits = _mm512_cvtepu16_epi32(_mm256_maskz_loadu_epi16(there, from));
    return _mm512_castsi512_ps(_mm512_slli_epi32(wide_bits, 16));
}
