#pragma once
#include "ep_pack_f32.h"

/// The bytes of bf16 weights: a header, `[N/16][K/2][16][2]` weights and a fp32 bias, K padded to 2 and N to 16.
ep_status ep_pack_bf16_bytes(size_t columns, size_t depth, size_t *bytes);

/// Rounds fp32 weights to the nearest bf16, ties to even, and packs them; the bias stays fp32.
ep_status ep_pack_bf16(const ep_pack_f32_arguments *arguments, void *packed, size_t packed_bytes);
