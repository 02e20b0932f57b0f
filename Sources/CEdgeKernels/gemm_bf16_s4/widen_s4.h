#pragma once
#include "../common/bf16.h"
#include "../pack_s4/pack_s4.h"
#include "CEdgeKernels.h"

/// Weights of 16 columns as bf16 pairs along K, 16 pairs a line: what products of bf16 read.
///
/// `scale × (nibble − zero point)` is exact in fp32 and then rounded to the nearest, ties to even.
typedef void ep_widen_s4_kernel(ep_bf16 *out, const uint8_t *weights, ep_pack_s4_shape shape);

ep_widen_s4_kernel ep_widen_bf16_s4_scalar;
#if defined(__x86_64__)
ep_widen_s4_kernel ep_widen_bf16_s4_avx2, ep_widen_bf16_s4_avx512bf16;
#elif defined(__aarch64__)
ep_widen_s4_kernel ep_widen_bf16_s4_neon;
#endif

/// A column's zero point in a block that has scales and perhaps zero points at `scales`.
static inline uint8_t ep_widen_s4_zero(const uint8_t *scales, ep_pack_s4_shape shape, size_t column) {
    if (!shape.has_zero_points) return EP_PACK_S4_COMMON_ZERO;
    return scales[EP_PACK_S4_SCALE_BYTES + column % 8] >> (column / 8 * 4) & 15;
}
