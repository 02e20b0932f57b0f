#include "CEdgeKernels.h"
#include <stddef.h>

static const char *const names[EP_ISA_COUNT] = {
    "scalar",  "avx2",    "avxvnni", "avx512",  "avx512vnni", "avx512bf16", "avx512fp16",
    "amxint8", "amxbf16", "neon",    "dotprod", "i8mm",       "neonbf16",   "sve",
};

const char *ep_isa_name(ep_isa isa) { return isa >= 0 && isa < EP_ISA_COUNT ? names[isa] : NULL; }
