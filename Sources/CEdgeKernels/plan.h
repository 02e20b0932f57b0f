#pragma once
#include "CEdgeKernels.h"
#include <stdbool.h>
#include <stddef.h>

/// What a plan says of an instruction set before it looks at anything else.
static inline ep_status ep_isa_status(ep_isa isa, bool has_kernel) {
    if (isa < 0 || isa >= EP_ISA_COUNT || !has_kernel) return EP_ISA_WITHOUT_KERNEL;
    return ep_isa_contains(ep_isa_available(), isa) ? EP_OK : EP_ISA_UNAVAILABLE;
}

/// Products of sizes; false, and nothing written, if they do not fit.
[[nodiscard]] static inline bool ep_product(size_t left, size_t right, size_t *product) {
    return !__builtin_mul_overflow(left, right, product);
}
