#define _GNU_SOURCE
#include "quiet.h"
#include "clock.h"

#include <sys/resource.h>
#include <time.h>

enum { rounds = 1 << 19, streams = 8 };

/// Keeps results alive that nobody wants.
static void keep(uint64_t value) { __asm__ volatile("" ::"r"(value)); }

// Eight sums that do not wait for each other: as much as a core can begin at once. One sum that waits for itself would
// leave so much of the core idle that it hardly feels a neighbour on the same core's other thread, and kernels do.
int64_t ep_canary_arithmetic(void) {
    int64_t start = ep_monotonic_nanoseconds();
    uint64_t a = 0, b = 1, c = 2, d = 3, e = 4, f = 5, g = 6, h = 7;
    for (int i = 0; i < rounds; i++) {
        for (int j = 0; j < 4; j++) {
            a += 3, b += 3, c += 3, d += 3, e += 3, f += 3, g += 3, h += 3;
            // Each of them has to be done: nothing may be known of the sums here.
            __asm__ volatile("" : "+r"(a), "+r"(b), "+r"(c), "+r"(d), "+r"(e), "+r"(f), "+r"(g), "+r"(h));
        }
    }
    keep(a + b + c + d + e + f + g + h);
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
