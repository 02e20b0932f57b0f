#include "../common/half.h"
#include "widen_s4.h"

void ep_widen_bf16_s4_scalar(ep_bf16 *out, const uint8_t *weights, ep_pack_s4_shape shape) {
    size_t block_bytes = ep_pack_s4_block_bytes(shape);
    for (size_t k = 0; k < ep_pack_s4_blocks(shape) * shape.block; k++) {
        const uint8_t *block = weights + k / shape.block * block_bytes;
        const uint8_t *scales = block + block_bytes - EP_PACK_S4_SCALE_BYTES -
                                (shape.has_zero_points ? EP_PACK_S4_ZERO_BYTES : 0);
        size_t within = k % EP_PACK_S4_STEP;
        const uint8_t *line = block + k % shape.block / EP_PACK_S4_STEP * EP_PACK_S4_STEP_BYTES + within % 16 / 4 * 64;
        for (size_t n = 0; n < EP_PACKED_COLUMNS; n++) {
            int nibble = line[n * 4 + within % 4] >> (within / 16 * 4) & 15;
            uint16_t scale;
            memcpy(&scale, scales + n * sizeof scale, sizeof scale);
            float weight = ep_half_to_float(scale) * (float)(nibble - ep_widen_s4_zero(scales, shape, n));
            out[(k / 2 * EP_PACKED_COLUMNS + n) * 2 + k % 2] = ep_bf16_rounded(weight);
        }
    }
}
