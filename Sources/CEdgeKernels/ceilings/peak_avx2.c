#include "peak.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

void ep_peak_fp32_avx2(uint64_t steps) {
    static const float operands[2] = {1.0009765F, 0.4990234F};
    __asm__ volatile("vbroadcastss (%1), %%ymm12\n"
                     "vbroadcastss 4(%1), %%ymm13\n"
                     ".irp r, " EP_EACH_FEW "\n"
                     "vmovaps %%ymm13, %%ymm\\r\n"
                     ".endr\n"
                     ".p2align 5\n"
                     "1:\n"
                     ".irp r, " EP_EACH_FEW "\n"
                     "vfmadd231ps %%ymm12, %%ymm13, %%ymm\\r\n"
                     ".endr\n"
                     "dec %0\n"
                     "jnz 1b\n"
                     "vzeroupper\n"
                     : "+r"(steps)
                     : "r"(operands)
                     : "cc", "memory", EP_CLOBBERS_16);
}

/// Products of bytes without VNNI take three instructions; the middle one's operand is all ones.
void ep_peak_int8_avx2(uint64_t steps) {
    static const uint32_t operands[3] = {0x5A3C2B17, 0x2537F1C9, 0x00010001};
    __asm__ volatile("vpbroadcastd (%1), %%ymm12\n"
                     "vpbroadcastd 4(%1), %%ymm13\n"
                     "vpbroadcastd 8(%1), %%ymm14\n"
                     ".irp r, " EP_EACH_FEW "\n"
                     "vmovaps %%ymm12, %%ymm\\r\n"
                     ".endr\n"
                     ".p2align 5\n"
                     "1:\n"
                     ".irp r, " EP_EACH_FEW "\n"
                     "vpmaddubsw %%ymm13, %%ymm12, %%ymm15\n"
                     "vpmaddwd %%ymm14, %%ymm15, %%ymm15\n"
                     "vpaddd %%ymm15, %%ymm\\r, %%ymm\\r\n"
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
