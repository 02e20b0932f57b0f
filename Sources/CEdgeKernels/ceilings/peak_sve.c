#include "peak.h"

#if defined(__aarch64__)
#pragma clang attribute push(__attribute__((target("sve"))), apply_to = function)

uint64_t ep_peak_sve_bytes(void) {
    uint64_t bytes;
    __asm__("rdvl %0, #1" : "=r"(bytes));
    return bytes;
}

void ep_peak_fp32_sve(uint64_t steps) {
    __asm__ volatile("ptrue p0.s\n"
                     "dup z30.s, %w1\n"
                     "dup z31.s, %w2\n"
                     ".irp r, " EP_EACH_MANY "\n"
                     "mov z\\r\\().d, z31.d\n"
                     ".endr\n"
                     ".p2align 6\n"
                     "1:\n"
                     ".irp r, " EP_EACH_MANY "\n"
                     "fmla z\\r\\().s, p0/m, z30.s, z31.s\n"
                     ".endr\n"
                     "subs %0, %0, #1\n"
                     "b.ne 1b\n"
                     : "+r"(steps)
                     : "r"(0x3F802000U), "r"(0x3EFF8000U)
                     : "cc", "memory", "p0", EP_CLOBBERS_32);
}

void ep_peak_int8_sve(uint64_t steps) {
    __asm__ volatile("dup z30.s, %w1\n"
                     "dup z31.s, %w2\n"
                     ".irp r, " EP_EACH_MANY "\n"
                     "mov z\\r\\().d, z31.d\n"
                     ".endr\n"
                     ".p2align 6\n"
                     "1:\n"
                     ".irp r, " EP_EACH_MANY "\n"
                     "sdot z\\r\\().s, z30.b, z31.b\n"
                     ".endr\n"
                     "subs %0, %0, #1\n"
                     "b.ne 1b\n"
                     : "+r"(steps)
                     : "r"(0x5A3C2B17U), "r"(0x2537F1C9U)
                     : "cc", "memory", EP_CLOBBERS_32);
}

#pragma clang attribute pop
#endif
