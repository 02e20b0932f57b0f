#pragma once
#include "feature_trials.h"

#include <stdbool.h>
#include <stdint.h>

/// How to try one extension.
struct feature {
    const char *name;
    /// Whether to try it at all; null for always.
    bool (*is_tried)(void);
    /// Runs one of its instructions and says whether the answer was right.
    bool (*gives_right_answer)(void);
};

/// The table of the architecture that this was compiled for.
extern const struct feature ep_features[];
extern const int32_t ep_features_in_table;

/// Tries each of `table`; the caller sees to it that `count` is at most EP_FEATURES_AT_MOST.
int32_t ep_try_features(const struct feature *table, int32_t count, int32_t cpu, uint32_t deadline_milliseconds,
                     struct ep_feature_trial *trials);
