#define _GNU_SOURCE
#include "rehearsal.h"
#include "feature_table.h"

#include <signal.h>
#include <unistd.h>

static void rehearse(const void *asked, void *answered) {
    const int32_t *ending = asked;
    volatile int32_t *answer = answered;
    *answer = 42;
    switch (*ending) {
    case EP_REHEARSE_SEGMENTATION_FAULT: raise(SIGSEGV); break;
    case EP_REHEARSE_HANG:
        for (;;) pause();
    case EP_REHEARSE_EARLY_EXIT: _exit(0);
    default: break;
    }
}

struct ep_trial_end ep_rehearse_trial(int32_t ending, int32_t *answer, uint32_t deadline_milliseconds) {
    return ep_trial(rehearse, &ending, answer, sizeof *answer, deadline_milliseconds);
}

static bool is_sound(void) { return true; }
static bool is_illegal(void) { return raise(SIGILL) == 0; }
static bool is_wrong(void) { return false; }
static bool is_killed(void) { return raise(SIGKILL) == 0; }
static bool hangs(void) {
    for (;;) pause();
}

int32_t ep_rehearse_features(uint32_t deadline_milliseconds, struct ep_feature_trial *trials) {
    static const struct feature table[EP_REHEARSED_FEATURES] = {
        {"sound", 0, is_sound}, {"illegal", 0, is_illegal}, {"wrong", 0, is_wrong},
        {"killed", 0, is_killed}, {"hanging", 0, hangs}, {"sound again", 0, is_sound},
    };
    return ep_try_features(table, EP_REHEARSED_FEATURES, -1, deadline_milliseconds, trials);
}
