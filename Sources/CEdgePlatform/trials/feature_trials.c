#define _GNU_SOURCE
#include "feature_trials.h"
#include "clock.h"
#include "feature_table.h"
#include "trial.h"

#include <setjmp.h>
#include <signal.h>
#include <string.h>

struct question {
    const struct feature *table;
    int32_t count;
    int32_t first;
    int32_t cpu;
};

struct answer {
    volatile int32_t pin_failed;
    struct {
        volatile int32_t outcome;
        volatile int32_t signal;
    } trials[EP_FEATURES_AT_MOST];
};

static sigjmp_buf before_instruction;
/// Room for a signal frame with all of AVX-512, tiles or the longest SVE registers in it.
static _Alignas(64) unsigned char handler_stack[65536];

static void jump_back(int number) { siglongjmp(before_instruction, number); }

static void catch_faults(void) {
    stack_t stack = {.ss_sp = handler_stack, .ss_size = sizeof handler_stack};
    sigaltstack(&stack, NULL);
    struct sigaction action = {.sa_handler = jump_back, .sa_flags = SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    static const int faults[] = {SIGILL, SIGSEGV, SIGBUS, SIGFPE, SIGTRAP, SIGSYS};
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) sigaction(faults[i], &action, NULL);
}

static void try_in_child(const void *asked, void *answered) {
    const struct question *question = asked;
    struct answer *answer = answered;
    if (question->cpu >= 0 && ep_trial_pin(question->cpu) < 0) {
        answer->pin_failed = 1;
        return;
    }
    catch_faults();
    // Static: a jump back leaves automatic variables undefined.
    static volatile int32_t index;
    for (index = question->first; index < question->count; index++) {
        const struct feature *feature = &question->table[index];
        answer->trials[index].outcome = EP_FEATURE_STARTED;
        int number = sigsetjmp(before_instruction, 1);
        if (number) {
            answer->trials[index].signal = number;
            answer->trials[index].outcome = EP_FEATURE_ILLEGAL;
        } else if (feature->is_tried && !feature->is_tried()) {
            answer->trials[index].outcome = EP_FEATURE_NOT_TRIED;
        } else {
            bool right = feature->gives_right_answer();
            answer->trials[index].outcome = right ? EP_FEATURE_RAN : EP_FEATURE_WRONG_ANSWER;
        }
    }
}

/// The one that a child had begun when it ended; -1 if none.
static int32_t interrupted(const struct answer *answer, int32_t first, int32_t count) {
    for (int32_t index = first; index < count; index++) {
        if (answer->trials[index].outcome == EP_FEATURE_STARTED) return index;
    }
    return -1;
}

int32_t ep_try_features(const struct feature *table, int32_t count, int32_t cpu, uint32_t deadline_milliseconds,
                     struct ep_feature_trial *trials) {
    struct answer answer;
    memset(&answer, 0, sizeof answer);
    struct question question = {.table = table, .count = count, .first = 0, .cpu = cpu};
    int64_t deadline = ep_monotonic_nanoseconds() / 1000000 + deadline_milliseconds;
    int32_t children = 0;
    while (question.first < count) {
        int64_t rest = deadline - ep_monotonic_nanoseconds() / 1000000;
        if (rest <= 0) break;
        // One instruction that hangs may not use up the time of all.
        int64_t share = deadline_milliseconds / 4 + 1;
        struct ep_trial_end end =
            ep_trial(try_in_child, &question, &answer, sizeof answer, (uint32_t)(rest < share ? rest : share));
        children++;
        if (end.outcome == EP_TRIAL_FINISHED || end.outcome == EP_TRIAL_NOT_STARTED) break;
        int32_t index = interrupted(&answer, question.first, count);
        // A child that died or starved before its first instruction tells nothing about any.
        if (index < 0) break;
        bool crashed = end.outcome == EP_TRIAL_CRASHED;
        answer.trials[index].outcome = crashed ? EP_FEATURE_CRASHED : EP_FEATURE_TIMED_OUT;
        answer.trials[index].signal = end.signal;
        question.first = index + 1;
    }
    for (int32_t index = 0; index < count; index++) {
        trials[index] = (struct ep_feature_trial){answer.trials[index].outcome, answer.trials[index].signal};
    }
    return children;
}

int32_t ep_feature_count(void) { return ep_features_in_table; }

const char *ep_feature_name(int32_t index) {
    return index >= 0 && index < ep_features_in_table ? ep_features[index].name : NULL;
}

int32_t ep_feature_trials(int32_t cpu, uint32_t deadline_milliseconds, struct ep_feature_trial *trials) {
    return ep_try_features(ep_features, ep_features_in_table, cpu, deadline_milliseconds, trials);
}
