#pragma once

/// Rounds finite numbers to bf16, to the nearest, ties to even, and puts them side by side.
static inline __attribute__((always_inline)) words rounded_pair(floats even, floats odd) {
    words low, high;
    __builtin_memcpy(&low, &even, sizeof low);
    __builtin_memcpy(&high, &odd, sizeof high);
    low += 0x7FFF + (low >> 16 & 1);
    high += 0x7FFF + (high >> 16 & 1);
    return low >> 16 | (high & 0xFFFF0000);
}
