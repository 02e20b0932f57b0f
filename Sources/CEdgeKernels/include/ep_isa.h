#pragma once
#include <stdbool.h>
#include <stdint.h>

/// Instruction sets that kernels are written for.
typedef enum {
    EP_ISA_SCALAR = 0,
    EP_ISA_AVX2 = 1,
    EP_ISA_AVXVNNI = 2,
    /// F, BW, DQ, VL and CD together, as every processor since 2017 that has the first.
    EP_ISA_AVX512 = 3,
    EP_ISA_AVX512VNNI = 4,
    EP_ISA_AVX512BF16 = 5,
    EP_ISA_AVX512FP16 = 6,
    EP_ISA_AMXINT8 = 7,
    EP_ISA_AMXBF16 = 8,
    EP_ISA_NEON = 9,
    EP_ISA_DOTPROD = 10,
    EP_ISA_I8MM = 11,
    EP_ISA_NEONBF16 = 12,
    EP_ISA_SVE = 13,
    EP_ISA_COUNT = 14,
} ep_isa;

/// A set of them: bit `1 << isa`.
typedef uint32_t ep_isa_set;

/// What the processor has and the system saves, found out once, less what `ep_isa_restrict` took away.
ep_isa_set ep_isa_available(void);

static inline bool ep_isa_contains(ep_isa_set set, ep_isa isa) {
    return isa >= 0 && isa < EP_ISA_COUNT && (set >> (uint32_t)isa & 1U);
}

/// Leaves only these and scalar, for the rest of the process: what the probe saw executed. It can only take away.
void ep_isa_restrict(ep_isa_set allowed);

/// Leaves only these of them and scalar until the next call: to see what a lesser processor would do.
void ep_isa_limit(ep_isa_set allowed);

/// `avx512vnni`; null for a number that is none.
const char *ep_isa_name(ep_isa isa);
