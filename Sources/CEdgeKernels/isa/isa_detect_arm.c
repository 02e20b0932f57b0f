#include "isa_detect.h"

#if defined(__aarch64__)
#include <sys/auxv.h>

enum : uint64_t { asimd = 1U << 1, asimddp = 1U << 20, sve = 1U << 22, i8mm = 1U << 13, bf16 = 1U << 14 };

ep_isa_set ep_isa_detect(void) {
    uint64_t first = getauxval(AT_HWCAP);
    uint64_t second = getauxval(AT_HWCAP2);
    ep_isa_set set = 0;
    if (first & asimd) set |= 1U << EP_ISA_NEON;
    if (first & asimddp) set |= 1U << EP_ISA_DOTPROD;
    if (second & i8mm) set |= 1U << EP_ISA_I8MM;
    if (second & bf16) set |= 1U << EP_ISA_NEONBF16;
    if (first & sve) set |= 1U << EP_ISA_SVE;
    return set;
}
#endif
