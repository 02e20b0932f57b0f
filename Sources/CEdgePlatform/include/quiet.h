#pragma once
#include <stddef.h>
#include <stdint.h>

// Fixed work, timed around what is measured: if it takes longer than usual, other work disturbs the device.

/// Integer arithmetic alone, a millisecond or two of it; gives the nanoseconds it took.
int64_t ep_canary_arithmetic(void);

/// Reads a buffer once from end to end; gives the nanoseconds it took.
int64_t ep_canary_stream(const uint8_t *buffer, size_t bytes);

/// What this process has used so far.
struct ep_usage {
    int64_t processor_nanoseconds;
    int64_t involuntary_switches;
};
struct ep_usage ep_own_usage(void);
