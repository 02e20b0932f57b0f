#pragma once
#include <stddef.h>
#include <stdint.h>

// A trial: something that may crash or hang is done in a forked child, and how that went is an answer.
// The child runs C alone and ends in _exit, so a trial is safe in a process of several threads.

enum {
    EP_TRIAL_FINISHED = 0,
    EP_TRIAL_CRASHED = 1,
    EP_TRIAL_TIMED_OUT = 2,
    EP_TRIAL_NOT_STARTED = 3,
};

/// How a child ended.
struct ep_trial_end {
    int32_t outcome;
    /// The signal that a crashed child died of; zero if it left by an exit of its own.
    int32_t signal;
    /// The errno for which no child could be started.
    int32_t error;
    /// The child's process number, gone by now.
    int32_t child;
};

/// What the child does: it may read `question` and write `answer`, and may not allocate, lock or return late.
typedef void (*ep_trial_body)(const void *question, void *answer);

/// Runs `body` in a child that is killed at the deadline.
///
/// `answer` is copied to the child's side before and back afterwards, whatever the outcome: what a child wrote before
/// it died counts. Signals, handlers and affinity of the caller are left as they were.
struct ep_trial_end ep_trial(ep_trial_body body, const void *question, void *answer, size_t answer_bytes,
                             uint32_t deadline_milliseconds);

/// Binds the calling thread to one CPU; a negative errno if that CPU is not to be had. For use in a child.
int32_t ep_trial_pin(int32_t cpu);
