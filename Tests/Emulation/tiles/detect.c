// What the processor has, and AMX beside it where the rest of the kernels' instructions is real.
#define ep_isa_detect ep_isa_detect_real
#include "../../../Sources/CEdgeKernels/isa/isa_detect_x86.c"
#undef ep_isa_detect

ep_isa_set ep_isa_detect(void);

ep_isa_set ep_isa_detect(void) {
    ep_isa_set real = ep_isa_detect_real();
    if (ep_isa_contains(real, EP_ISA_AVX512VNNI)) real |= 1U << EP_ISA_AMXINT8;
    if (ep_isa_contains(real, EP_ISA_AVX512BF16)) real |= 1U << EP_ISA_AMXBF16;
    return real;
}
