#pragma once
#include <stdint.h>

// What CPUID answers on a CPU; nothing on other architectures.

enum { EP_CPUID_LEAVES_AT_MOST = 96 };

struct ep_cpuid_leaf {
    uint32_t leaf, subleaf;
    /// Whether the answer depends on the subleaf.
    uint32_t has_subleaves;
    uint32_t eax, ebx, ecx, edx;
};

struct ep_cpuid_dump {
    int32_t cpu;
    /// Negative if the CPU could not be asked.
    int32_t count;
    struct ep_cpuid_leaf leaves[EP_CPUID_LEAVES_AT_MOST];
};

/// Asks each CPU named in `dumps` in one child, which visits them in turn; the caller's affinity stays.
///
/// Leaf 3 is never read: it holds a serial number.
void ep_cpuid_dumps(struct ep_cpuid_dump *dumps, uint32_t count, uint32_t deadline_milliseconds);

/// Asks whichever CPU the calling thread is on, without a child.
void ep_cpuid_dump_here(struct ep_cpuid_dump *dump);

/// Which register states the system saves; 0 and a return of 0 where it does not say.
int32_t ep_xcr0(uint64_t *states);
