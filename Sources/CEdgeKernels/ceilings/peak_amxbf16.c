#include "peak.h"
#include "../common/tiles.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("amx-tile,amx-bf16"))), apply_to = function)

/// Four accumulators, two tiles of each operand: every product is of another pair.
void ep_peak_bf16_amxbf16(uint64_t steps) {
    static const ep_tile_shapes shapes = EP_FULL_TILES;
    uint32_t operand[16][16];
    for (uint32_t i = 0; i < 256; i++) operand[i / 16][i % 16] = 0x3F813E82 + i;
    __asm__ volatile("ldtilecfg %2\n"
                     ".irp r, 0,1,2,3,4,5,6,7\n"
                     "tileloadd (%1,%3), %%tmm\\r\n"
                     ".endr\n"
                     ".p2align 6\n"
                     "1:\n"
                     "tdpbf16ps %%tmm6, %%tmm4, %%tmm0\n"
                     "tdpbf16ps %%tmm7, %%tmm4, %%tmm1\n"
                     "tdpbf16ps %%tmm6, %%tmm5, %%tmm2\n"
                     "tdpbf16ps %%tmm7, %%tmm5, %%tmm3\n"
                     "dec %0\n"
                     "jnz 1b\n"
                     "tilerelease\n"
                     : "+r"(steps)
                     : "r"(operand), "m"(shapes), "r"((uint64_t)sizeof operand[0])
                     : "cc", "memory");
}

#pragma clang attribute pop
#endif
