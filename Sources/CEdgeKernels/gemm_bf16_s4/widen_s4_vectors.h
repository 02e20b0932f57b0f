#pragma once
#include "widen_s4.h"

// The file that includes this has set its instruction set and defined `enum { LANES }`, columns in a register; the
// types `words` and `floats`, vectors of so many; and the functions `scales_at` and `rounded_pair`.

#define INLINE static inline __attribute__((always_inline))

enum { registers = 16 / LANES };

/// What belongs to the columns of a block: their scales, and what 16 + zero point comes to.
typedef struct {
    floats scales[registers], zeros[registers];
} columns_of_block;

INLINE void read_columns(columns_of_block *to, const uint8_t *scales, ep_pack_s4_shape shape) {
    for (int g = 0; g < registers; g++) {
        floats zero = {0};
        zero += 16.0F + (float)EP_PACK_S4_COMMON_ZERO;
        if (shape.has_zero_points)
            for (int n = 0; n < LANES; n++)
                zero[n] = 16.0F + (float)ep_widen_s4_zero(scales, shape, (size_t)(g * LANES + n));
        to->scales[g] = scales_at(scales + (size_t)g * LANES * sizeof(uint16_t));
        to->zeros[g] = zero * to->scales[g];
    }
}

/// The nibble at this bit, put into the fraction of a number from 16 to 31, which is so made without a conversion.
///
/// All of it is exact: no product has more than 16 bits.
INLINE floats weights_at(words line, int bit, const columns_of_block *columns, int g) {
    words there = bit < 19 ? line << (19 - bit) : line >> (bit - 19);
    words number = (there & 0x00780000) | 0x41800000;
    floats value;
    __builtin_memcpy(&value, &number, sizeof value);
    return value * columns->scales[g] - columns->zeros[g];
}

INLINE void widen_step(ep_bf16 *out, const uint8_t *lines, const columns_of_block *columns) {
#pragma clang loop unroll(full)
    for (int j = 0; j < 4; j++)
#pragma clang loop unroll(full)
        for (int g = 0; g < registers; g++) {
            words line;
            __builtin_memcpy(&line, lines + j * 64 + g * LANES * 4, sizeof line);
#pragma clang loop unroll(full)
            for (int high = 0; high < 2; high++)
#pragma clang loop unroll(full)
                for (int pair = 0; pair < 2; pair++) {
                    int bit = pair * 16 + high * 4;
                    words both = rounded_pair(weights_at(line, bit, columns, g), weights_at(line, bit + 8, columns, g));
                    __builtin_memcpy(out + (high * 8 + j * 2 + pair) * 32 + g * LANES * 2, &both, sizeof both);
                }
        }
}

INLINE void widen(ep_bf16 *out, const uint8_t *weights, ep_pack_s4_shape shape) {
    size_t steps = shape.block / EP_PACK_S4_STEP, block_bytes = ep_pack_s4_block_bytes(shape);
    for (size_t b = 0; b < ep_pack_s4_blocks(shape); b++, weights += block_bytes) {
        columns_of_block columns;
        read_columns(&columns, weights + steps * EP_PACK_S4_STEP_BYTES, shape);
        for (size_t s = 0; s < steps; s++, out += EP_PACK_S4_STEP * EP_PACKED_COLUMNS)
            widen_step(out, weights + s * EP_PACK_S4_STEP_BYTES, &columns);
    }
}
