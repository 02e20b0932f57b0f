#include "widen_s4.h"

#if defined(__aarch64__)
#include <arm_neon.h>

enum { LANES = 4 };

typedef uint32_t words __attribute__((vector_size(16)));
typedef float floats __attribute__((vector_size(16)));

static inline __attribute__((always_inline)) floats scales_at(const uint8_t *from) {
    return (floats)vcvt_f32_f16(vreinterpret_f16_u8(vld1_u8(from)));
}

#include "rounded_pair.h"
#include "widen_s4_vectors.h"

void ep_widen_bf16_s4_neon(ep_bf16 *out, const uint8_t *weights, ep_pack_s4_shape shape) { widen(out, weights, shape); }
#endif
