#include "widen_s4.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2,f16c"))), apply_to = function)

enum { LANES = 8 };

typedef uint32_t words __attribute__((vector_size(32)));
typedef float floats __attribute__((vector_size(32)));

static inline __attribute__((always_inline)) floats scales_at(const uint8_t *from) {
    return (floats)_mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(const void *)from));
}

#include "rounded_pair.h"
#include "widen_s4_vectors.h"

void ep_widen_bf16_s4_avx2(ep_bf16 *out, const uint8_t *weights, ep_pack_s4_shape shape) { widen(out, weights, shape); }

#pragma clang attribute pop
#endif
