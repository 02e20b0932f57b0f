#include "feature_table.h"

#if defined(__riscv)
#include <sys/auxv.h>

/// VSETVLI for 32-bit elements, then VLENB, which the draft version 0.7.1 lacks: one is a quarter of the other.
static bool try_v(void) {
    unsigned long elements, register_bytes;
    __asm__ volatile(".4byte 0x0d0072d7\n\tmv %0, t0\n\t.4byte 0xc2202373\n\tmv %1, t1"
                     : "=&r"(elements), "=&r"(register_bytes)
                     :
                     : "t0", "t1", "memory");
    return elements >= 4 && elements * 4 == register_bytes;
}

/// The kernel names single letters by their place in the alphabet.
static bool has_v(void) { return getauxval(AT_HWCAP) >> ('v' - 'a') & 1; }

const struct feature ep_features[] = {{"v", has_v, try_v}};
const int32_t ep_features_in_table = 1;
#endif
