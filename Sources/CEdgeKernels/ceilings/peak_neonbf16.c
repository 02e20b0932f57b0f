#include "peak.h"

#if defined(__aarch64__)
#pragma clang attribute push(__attribute__((target("bf16"))), apply_to = function)

void ep_peak_bf16_neonbf16(uint64_t steps) {
    __asm__ volatile("dup v30.4s, %w1\n"
                     "dup v31.4s, %w2\n"
                     ".irp r, " EP_EACH_MANY "\n"
                     "mov v\\r\\().16b, v31.16b\n"
                     ".endr\n"
                     ".p2align 6\n"
                     "1:\n"
                     ".irp r, " EP_EACH_MANY "\n"
                     "bfmmla v\\r\\().4s, v30.8h, v31.8h\n"
                     ".endr\n"
                     "subs %0, %0, #1\n"
                     "b.ne 1b\n"
                     : "+r"(steps)
                     : "r"(0x3F813F82U), "r"(0x3EFE3EFDU)
                     : "cc", "memory", EP_CLOBBERS_32);
}

#pragma clang attribute pop
#endif
