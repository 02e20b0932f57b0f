#pragma once
#include <stdint.h>

/// Nanoseconds since some start, which no change of the date touches.
int64_t ep_monotonic_nanoseconds(void);

/// Whole seconds since the start of 1970, as the system's date has it.
int64_t ep_epoch_seconds(void);

/// Sleeps; at most a second, and shorter if a signal comes.
void ep_wait(int64_t nanoseconds);
