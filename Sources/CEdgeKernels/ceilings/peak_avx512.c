#include "peak.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx512f"))), apply_to = function)

void ep_peak_fp32_avx512(uint64_t steps) {
    static const float operands[2] = {1.0009765F, 0.4990234F};
    __asm__ volatile("vbroadcastss (%1), %%zmm30\n"
                     "vbroadcastss 4(%1), %%zmm31\n"
                     ".irp r, " EP_EACH_MANY "\n"
                     "vmovaps %%zmm30, %%zmm\\r\n"
                     ".endr\n"
                     ".p2align 6\n"
                     "1:\n"
                     ".irp r, " EP_EACH_MANY "\n"
                     "vfmadd231ps %%zmm31, %%zmm30, %%zmm\\r\n"
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
