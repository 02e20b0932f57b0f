#pragma once
#include "ep_pack_f32.h"

/// The bytes of packed fp16 weights: a header, `[N/16][K][16]` numbers, K padded to 2 and N to 16, then a fp32 bias.
ep_status ep_pack_f16_bytes(size_t columns, size_t depth, size_t *bytes);

/// Rounds fp32 weights to fp16, to the nearest, ties to even, and packs them; the bias stays fp32.
ep_status ep_pack_f16(const ep_pack_f32_arguments *arguments, void *packed, size_t packed_bytes);
