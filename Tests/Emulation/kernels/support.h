#pragma once
#include <stdint.h>

/// From here on numbers are drawn as in every other check that began with this seed.
void begin_numbers(uint64_t seed);
