#pragma once
#include <stdint.h>

/// Nanoseconds since some start, which no change of the date touches.
int64_t ep_monotonic_nanoseconds(void);

/// Sleeps; at most a second, and shorter if a signal comes.
void ep_wait(int64_t nanoseconds);
