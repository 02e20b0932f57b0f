#include "../../Sources/CEdgeKernels/isa/isa_detect.h"

/// A processor with AVX-512 that is said to have FP16 too, for a kernel that was compiled to do without.
ep_isa_set ep_isa_detect(void) { return 1U << EP_ISA_AVX2 | 1U << EP_ISA_AVX512 | 1U << EP_ISA_AVX512FP16; }
