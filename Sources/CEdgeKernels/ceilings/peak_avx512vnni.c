#include "peak.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512vnni"))), apply_to = function)

void ep_peak_int8_avx512vnni(uint64_t steps) {
    static const uint32_t operands[2] = {0x5A3C2B17, 0x2537F1C9};
    __asm__ volatile("vpbroadcastd (%1), %%zmm30\n"
                     "vpbroadcastd 4(%1), %%zmm31\n"
                     ".irp r, " EP_EACH_MANY "\n"
                     "vmovaps %%zmm30, %%zmm\\r\n"
                     ".endr\n"
                     ".p2align 6\n"
                     "1:\n"
                     ".irp r, " EP_EACH_MANY "\n"
                     "vpdpbusd %%zmm31, %%zmm30, %%zmm\\r\n"
                     ".endr\n"
                     "dec %0\n"
                     "jnz 1b\n"
                     "vzeroupper\n"
                     : "+r"(steps)
                     : "r"(operands)
                     : "cc", "memory", EP_CLOBBERS_32);
}

#pragma clang attribute pop
#endif
