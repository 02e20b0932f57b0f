#define _GNU_SOURCE
#include "quiet.h"
#include "clock.h"

#include <sys/resource.h>
#include <time.h>

enum { rounds = 5 << 18, streams = 8 };

/// Keeps results alive that nobody wants.
static void keep(uint64_t value) { __asm__ volatile("" ::"r"(value)); }

int64_t ep_canary_arithmetic(void) {
    int64_t start = ep_monotonic_nanoseconds();
    uint64_t state = 88172645463325252u;
    for (int i = 0; i < rounds; i++) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        keep(state);
    }
    return ep_monotonic_nanoseconds() - start;
}

int64_t ep_canary_stream(const uint8_t *buffer, size_t bytes) {
    int64_t start = ep_monotonic_nanoseconds();
    const uint64_t *words = (const uint64_t *)(const void *)buffer;
    size_t count = bytes / sizeof *words;
    uint64_t sums[streams] = {0};
    for (size_t i = 0; i + streams <= count; i += streams) {
        for (size_t j = 0; j < streams; j++) sums[j] += words[i + j];
    }
    for (size_t j = 0; j < streams; j++) keep(sums[j]);
    return ep_monotonic_nanoseconds() - start;
}

struct ep_usage ep_own_usage(void) {
    struct timespec time = {0};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    struct rusage usage = {0};
    getrusage(RUSAGE_SELF, &usage);
    return (struct ep_usage){.processor_nanoseconds = (int64_t)time.tv_sec * 1000000000 + time.tv_nsec,
                             .involuntary_switches = usage.ru_nivcsw};
}
