#pragma once
#include "feature_trials.h"
#include "trial.h"

// Trials that go wrong on purpose, so that tests see what is made of it.

enum {
    EP_REHEARSE_FINISH = 0,
    EP_REHEARSE_SEGMENTATION_FAULT = 1,
    EP_REHEARSE_HANG = 2,
    EP_REHEARSE_EARLY_EXIT = 3,
};

/// One trial that ends as asked; `answer` becomes 42 just before.
struct ep_trial_end ep_rehearse_trial(int32_t ending, int32_t *answer, uint32_t deadline_milliseconds);

/// Six made-up extensions: sound, illegal, wrong, killed, hanging, and a sound one again. Returns the children used.
enum { EP_REHEARSED_FEATURES = 6 };
int32_t ep_rehearse_features(uint32_t deadline_milliseconds, struct ep_feature_trial *trials);
