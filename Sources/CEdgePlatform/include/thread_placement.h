#pragma once
#include <stdint.h>

/// Lets the calling thread run on these CPUs alone; a negative errno if the system does not allow one of them.
int32_t ep_place_thread(const int32_t *cpus, uint32_t count);
