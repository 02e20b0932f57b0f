#include "peak.h"

#if defined(__aarch64__)
void ep_peak_fp32_neon(uint64_t steps) {
    __asm__ volatile("dup v30.4s, %w1\n"
                     "dup v31.4s, %w2\n"
                     ".irp r, " EP_EACH_MANY "\n"
                     "mov v\\r\\().16b, v31.16b\n"
                     ".endr\n"
                     ".p2align 6\n"
                     "1:\n"
                     ".irp r, " EP_EACH_MANY "\n"
                     "fmla v\\r\\().4s, v30.4s, v31.4s\n"
                     ".endr\n"
                     "subs %0, %0, #1\n"
                     "b.ne 1b\n"
                     : "+r"(steps)
                     : "r"(0x3F802000U), "r"(0x3EFF8000U)
                     : "cc", "memory", EP_CLOBBERS_32);
}

/// Products of bytes without dot products: two that widen, one that adds pairs up.
void ep_peak_int8_neon(uint64_t steps) {
    __asm__ volatile("dup v30.4s, %w1\n"
                     "dup v31.4s, %w2\n"
                     ".irp r, " EP_EACH_MANY "\n"
                     "mov v\\r\\().16b, v31.16b\n"
                     ".endr\n"
                     ".p2align 6\n"
                     "1:\n"
                     ".irp r, " EP_EACH_MANY "\n"
                     "smull v28.8h, v30.8b, v31.8b\n"
                     "smlal2 v28.8h, v30.16b, v31.16b\n"
                     "sadalp v\\r\\().4s, v28.8h\n"
                     ".endr\n"
                     "subs %0, %0, #1\n"
                     "b.ne 1b\n"
                     : "+r"(steps)
                     : "r"(0x5A3C2B17U), "r"(0x2537F1C9U)
                     : "cc", "memory", EP_CLOBBERS_32);
}
#endif
