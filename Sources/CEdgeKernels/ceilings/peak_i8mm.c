#include "peak.h"

#if defined(__aarch64__)
#pragma clang attribute push(__attribute__((target("i8mm"))), apply_to = function)

void ep_peak_int8_i8mm(uint64_t steps) {
    __asm__ volatile("dup v30.4s, %w1\n"
                     "dup v31.4s, %w2\n"
                     ".irp r, " EP_EACH_MANY "\n"
                     "mov v\\r\\().16b, v31.16b\n"
                     ".endr\n"
                     ".p2align 6\n"
                     "1:\n"
                     ".irp r, " EP_EACH_MANY "\n"
                     "usmmla v\\r\\().4s, v30.16b, v31.16b\n"
                     ".endr\n"
                     "subs %0, %0, #1\n"
                     "b.ne 1b\n"
                     : "+r"(steps)
                     : "r"(0x5A3C2B17U), "r"(0x2537F1C9U)
                     : "cc", "memory", EP_CLOBBERS_32);
}

#pragma clang attribute pop
#endif
