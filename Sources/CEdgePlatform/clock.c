#define _GNU_SOURCE
#include "clock.h"

#include <time.h>

enum { nanoseconds_a_second = 1000000000 };

int64_t ep_monotonic_nanoseconds(void) {
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * nanoseconds_a_second + now.tv_nsec;
}

int64_t ep_epoch_seconds(void) {
    struct timespec now = {0};
    clock_gettime(CLOCK_REALTIME, &now);
    return now.tv_sec;
}

void ep_wait(int64_t nanoseconds) {
    if (nanoseconds <= 0) return;
    if (nanoseconds >= nanoseconds_a_second) nanoseconds = nanoseconds_a_second - 1;
    struct timespec span = {.tv_sec = 0, .tv_nsec = (long)nanoseconds};
    nanosleep(&span, NULL);
}
