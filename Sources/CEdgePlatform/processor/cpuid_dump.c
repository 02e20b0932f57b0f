#include "cpuid_dump.h"
#include "trial.h"

#if defined(__x86_64__) || defined(__i386__)
#include <cpuid.h>
#include <stdbool.h>

/// Adds one answer to the dump; past its capacity the answer is given and not kept.
static struct ep_cpuid_leaf ask(struct ep_cpuid_dump *dump, uint32_t leaf, uint32_t subleaf, bool has_subleaves) {
    struct ep_cpuid_leaf answer = {.leaf = leaf, .subleaf = subleaf, .has_subleaves = has_subleaves};
    // Volatile, unlike the compiler's own macro: the same question has another answer on the next CPU.
    __asm__ volatile("cpuid"
                     : "=a"(answer.eax), "=b"(answer.ebx), "=c"(answer.ecx), "=d"(answer.edx)
                     : "a"(leaf), "c"(subleaf));
    if (dump->count < EP_CPUID_LEAVES_AT_MOST) dump->leaves[dump->count++] = answer;
    return answer;
}

/// Subleaves up to the one that the first names as the last.
static void ask_counted(struct ep_cpuid_dump *dump, uint32_t leaf, uint32_t at_most) {
    uint32_t last = ask(dump, leaf, 0, true).eax;
    for (uint32_t subleaf = 1; subleaf <= last && subleaf < at_most; subleaf++) ask(dump, leaf, subleaf, true);
}

/// Subleaves up to the first without a cache.
static void ask_caches(struct ep_cpuid_dump *dump, uint32_t leaf) {
    for (uint32_t subleaf = 0; subleaf < 8; subleaf++) {
        if ((ask(dump, leaf, subleaf, true).eax & 0x1f) == 0) break;
    }
}

/// Subleaves up to the first without a level of the topology.
static void ask_levels(struct ep_cpuid_dump *dump, uint32_t leaf) {
    for (uint32_t subleaf = 0; subleaf < 8; subleaf++) {
        if ((ask(dump, leaf, subleaf, true).ecx & 0xff00) == 0) break;
    }
}

static void ask_basic(struct ep_cpuid_dump *dump) {
    uint32_t last = ask(dump, 0, 0, false).eax;
    if (last >= 1) ask(dump, 1, 0, false);
    if (last >= 2) ask(dump, 2, 0, false);
    if (last >= 4) ask_caches(dump, 4);
    if (last >= 7) ask_counted(dump, 7, 4);
    if (last >= 0xb) ask_levels(dump, 0xb);
    if (last >= 0xd) {
        ask(dump, 0xd, 0, true);
        ask(dump, 0xd, 1, true);
    }
    if (last >= 0x1a) ask(dump, 0x1a, 0, true);
    if (last >= 0x1d) ask_counted(dump, 0x1d, 4);
    if (last >= 0x1e) ask_counted(dump, 0x1e, 4);
    if (last >= 0x1f) ask_levels(dump, 0x1f);
    if (last >= 0x24) ask_counted(dump, 0x24, 4);
}

/// The hypervisor's name; where it speaks as two, the second stands 256 leaves further on.
static void ask_hypervisor(struct ep_cpuid_dump *dump) {
    uint32_t last = ask(dump, 0x40000000, 0, false).eax;
    if (last >= 0x40000001 && last < 0x40010000) ask(dump, 0x40000001, 0, false);
    ask(dump, 0x40000100, 0, false);
}

static void ask_extended(struct ep_cpuid_dump *dump) {
    uint32_t last = ask(dump, 0x80000000, 0, false).eax;
    bool has_topology = false;
    for (uint32_t leaf = 0x80000001; leaf <= 0x80000008 && leaf <= last; leaf++) {
        struct ep_cpuid_leaf answer = ask(dump, leaf, 0, false);
        if (leaf == 0x80000001) has_topology = answer.ecx & (1u << 22);
    }
    if (has_topology && last >= 0x8000001d) ask_caches(dump, 0x8000001d);
    if (has_topology && last >= 0x8000001e) ask(dump, 0x8000001e, 0, false);
    if (last >= 0x80000026 && last < 0x80010000) ask_levels(dump, 0x80000026);
}

static void dump_here(struct ep_cpuid_dump *dump) {
    ask_basic(dump);
    // Bit 31 of leaf 1: there is a hypervisor.
    if (dump->count > 1 && dump->leaves[1].ecx >> 31) ask_hypervisor(dump);
    ask_extended(dump);
}

static void dump_in_child(const void *asked, void *answered) {
    const uint32_t *count = asked;
    struct ep_cpuid_dump *dumps = answered;
    for (uint32_t i = 0; i < *count; i++) {
        if (ep_trial_pin(dumps[i].cpu) < 0) continue;
        // Kept apart until it is whole: a child that dies on the way leaves no half of a table.
        static struct ep_cpuid_dump dump;
        dump = (struct ep_cpuid_dump){.cpu = dumps[i].cpu};
        dump_here(&dump);
        dumps[i] = dump;
    }
}

void ep_cpuid_dumps(struct ep_cpuid_dump *dumps, uint32_t count, uint32_t deadline_milliseconds) {
    for (uint32_t i = 0; i < count; i++) dumps[i].count = -1;
    ep_trial(dump_in_child, &count, dumps, count * sizeof *dumps, deadline_milliseconds);
}

void ep_cpuid_dump_here(struct ep_cpuid_dump *dump) {
    *dump = (struct ep_cpuid_dump){.cpu = -1};
    dump_here(dump);
}

int32_t ep_xcr0(uint64_t *states) {
    *states = 0;
    unsigned eax, ebx, ecx, edx;
    if (!__get_cpuid(1, &eax, &ebx, &ecx, &edx) || !(ecx & (1u << 27))) return 0;
    uint32_t low, high;
    __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    *states = (uint64_t)high << 32 | low;
    return 1;
}
#else
void ep_cpuid_dumps(struct ep_cpuid_dump *dumps, uint32_t count, uint32_t deadline_milliseconds) {
    (void)deadline_milliseconds;
    for (uint32_t i = 0; i < count; i++) dumps[i].count = -1;
}

void ep_cpuid_dump_here(struct ep_cpuid_dump *dump) {
    dump->cpu = -1;
    dump->count = -1;
}

int32_t ep_xcr0(uint64_t *states) {
    *states = 0;
    return 0;
}
#endif
