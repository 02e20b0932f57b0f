#include "peak.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,avxvnni"))), apply_to = function)

/// The VEX form: the other one faults on processors that have AVX-VNNI alone.
void ep_peak_int8_avxvnni(uint64_t steps) {
    static const uint32_t operands[2] = {0x5A3C2B17, 0x2537F1C9};
    __asm__ volatile("vpbroadcastd (%1), %%ymm12\n"
                     "vpbroadcastd 4(%1), %%ymm13\n"
                     ".irp r, " EP_EACH_FEW "\n"
                     "vmovaps %%ymm12, %%ymm\\r\n"
                     ".endr\n"
                     ".p2align 5\n"
                     "1:\n"
                     ".irp r, " EP_EACH_FEW "\n"
                     "%{vex%} vpdpbusd %%ymm13, %%ymm12, %%ymm\\r\n"
                     ".endr\n"
                     "dec %0\n"
                     "jnz 1b\n"
                     "vzeroupper\n"
                     : "+r"(steps)
                     : "r"(operands)
                     : "cc", "memory", EP_CLOBBERS_16);
}

#pragma clang attribute pop
#endif
