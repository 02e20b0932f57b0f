#define _GNU_SOURCE
#include "interruption.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <time.h>

// `timeout` signals the program and then its whole group, and a terminal's hang-up may come twice as well: what follows
// this soon is the same request, told again. Nobody presses Ctrl-C twice as fast.
#define ONE_REQUEST_NANOSECONDS 150000000

static _Atomic int64_t cameAt;

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void note(int signal) {
    int64_t none = 0;
    int64_t moment = now();
    if (atomic_compare_exchange_strong(&cameAt, &none, moment) || moment - none < ONE_REQUEST_NANOSECONDS) return;
    // Asked again: the end that the signal has by itself, as soon as this handler returns.
    struct sigaction usual = {.sa_handler = SIG_DFL};
    sigaction(signal, &usual, NULL);
    raise(signal);
}

void ep_watch_interruption(void) {
    struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    const int watched[] = {SIGINT, SIGTERM};
    sigset_t heard;
    sigemptyset(&heard);
    for (size_t i = 0; i < sizeof watched / sizeof *watched; i++) {
        struct sigaction present;
        // Who started this with the signal ignored, as `nohup` and background jobs do, wants it so.
        if (sigaction(watched[i], NULL, &present) == 0 && present.sa_handler == SIG_IGN) continue;
        sigaction(watched[i], &action, NULL);
        sigaddset(&heard, watched[i]);
    }
    // A program started from a thread that blocks signals inherits that, and would never hear of them.
    pthread_sigmask(SIG_UNBLOCK, &heard, NULL);
}

int32_t ep_interrupted(void) { return atomic_load(&cameAt) != 0; }
