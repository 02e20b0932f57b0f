#define _GNU_SOURCE
#include "isa_detect.h"

#if defined(__x86_64__)
#include <cpuid.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { arch_request_permission = 0x1023, amx_tile_data = 18 };

typedef struct {
    uint32_t eax, ebx, ecx, edx;
} registers;

static registers leaf(uint32_t number, uint32_t sub) {
    registers r = {0};
    __cpuid_count(number, sub, r.eax, r.ebx, r.ecx, r.edx);
    return r;
}

/// Which register states the system saves when it switches threads.
static uint64_t saved_states(void) {
    uint32_t low, high;
    __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return (uint64_t)high << 32 | low;
}

static bool bits(uint32_t value, uint32_t wanted) { return (value & wanted) == wanted; }

/// The system gives tile registers only to processes that ask; threads started later inherit the permission.
static bool may_use_tiles(void) { return syscall(SYS_arch_prctl, arch_request_permission, amx_tile_data) == 0; }

ep_isa_set ep_isa_detect(void) {
    uint32_t last = leaf(0, 0).eax;
    if (last < 7 || !bits(leaf(1, 0).ecx, 1U << 27 | 1U << 12 | 1U << 29)) return 0;
    uint64_t saved = saved_states();
    registers seven = leaf(7, 0);
    registers seven_one = seven.eax >= 1 ? leaf(7, 1) : (registers){0};
    ep_isa_set set = 0;
    if ((saved & 6) != 6 || !bits(seven.ebx, 1U << 5)) return 0;
    set |= 1U << EP_ISA_AVX2;
    if (bits(seven_one.eax, 1U << 4)) set |= 1U << EP_ISA_AVXVNNI;
    if ((saved & 0xE6) != 0xE6 || !bits(seven.ebx, 1U << 16 | 1U << 17 | 1U << 28 | 1U << 30 | 1U << 31)) return set;
    set |= 1U << EP_ISA_AVX512;
    if (bits(seven.ecx, 1U << 11)) set |= 1U << EP_ISA_AVX512VNNI;
    if (bits(seven_one.eax, 1U << 5)) set |= 1U << EP_ISA_AVX512BF16;
    if (bits(seven.edx, 1U << 23)) set |= 1U << EP_ISA_AVX512FP16;
    if ((saved & 0x60000) != 0x60000 || !bits(seven.edx, 1U << 24) || !may_use_tiles()) return set;
    if (bits(seven.edx, 1U << 25)) set |= 1U << EP_ISA_AMXINT8;
    if (bits(seven.edx, 1U << 22)) set |= 1U << EP_ISA_AMXBF16;
    return set;
}
#endif
