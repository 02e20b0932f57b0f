#define _GNU_SOURCE
#include "interruption.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>

static _Atomic int32_t came;

static void note(int signal) {
    (void)signal;
    atomic_store(&came, 1);
}

void ep_watch_interruption(void) {
    struct sigaction action = {.sa_handler = note, .sa_flags = (int)(SA_RESETHAND | SA_RESTART)};
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

int32_t ep_interrupted(void) { return atomic_load(&came); }
