#include "isa_detect.h"
#include <stdatomic.h>

/// Bit 31 says that the rest was found out.
static _Atomic uint32_t known;
/// What `ep_isa_limit` leaves of it for now.
static _Atomic uint32_t limit = UINT32_MAX;
enum : uint32_t { found_out = 1U << 31, scalar_only = 1U << EP_ISA_SCALAR };

ep_isa_set ep_isa_available(void) {
    uint32_t set = atomic_load_explicit(&known, memory_order_acquire);
    if (!set) {
        uint32_t nothing = 0;
        set = ep_isa_detect() | scalar_only | found_out;
        // Another thread, or a restriction, may have been faster: theirs stands.
        if (!atomic_compare_exchange_strong(&known, &nothing, set)) set = nothing;
    }
    return set & ~found_out & atomic_load_explicit(&limit, memory_order_relaxed);
}

void ep_isa_restrict(ep_isa_set allowed) {
    ep_isa_available();
    atomic_fetch_and(&known, allowed | scalar_only | found_out);
}

void ep_isa_limit(ep_isa_set allowed) { atomic_store(&limit, allowed | scalar_only); }
