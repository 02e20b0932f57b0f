#pragma once
#include "trial.h"

/// Whether a shared library opens, asked in a child: some start threads, touch devices or end the process when loaded.
struct ep_library_answer {
    int32_t opened;
    /// The loader's reason, cut to size; empty if there was none.
    char reason[512];
};

/// Opens the library `name` and nothing more; what it prints on standard output goes nowhere.
struct ep_trial_end ep_trial_dlopen(const char *name, uint32_t deadline_milliseconds, struct ep_library_answer *answer);
