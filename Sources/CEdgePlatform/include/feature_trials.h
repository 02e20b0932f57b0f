#pragma once
#include <stdint.h>

// One instruction of each extension, run in a child that is bound to one CPU.

enum {
    /// The child never came to this one, or could not be bound to the CPU.
    EP_FEATURE_UNKNOWN = 0,
    /// It would be unsafe or meaningless to try here.
    EP_FEATURE_NOT_TRIED = 1,
    /// Begun and not ended: seen by the caller only while a child runs.
    EP_FEATURE_STARTED = 2,
    EP_FEATURE_RAN = 3,
    EP_FEATURE_WRONG_ANSWER = 4,
    EP_FEATURE_ILLEGAL = 5,
    EP_FEATURE_CRASHED = 6,
    EP_FEATURE_TIMED_OUT = 7,
};

enum { EP_FEATURES_AT_MOST = 64 };

struct ep_feature_trial {
    int32_t outcome;
    /// The signal, for an illegal or crashed one.
    int32_t signal;
};

/// How many extensions this architecture has trials for.
int32_t ep_feature_count(void);

/// The Linux kernel's own name of the extension; null past the end.
const char *ep_feature_name(int32_t index);

/// Tries every extension on `cpu`, or wherever the scheduler likes if it is negative.
///
/// Writes one trial for each extension, in the order of their names, and returns how many children that took.
int32_t ep_feature_trials(int32_t cpu, uint32_t deadline_milliseconds, struct ep_feature_trial *trials);
