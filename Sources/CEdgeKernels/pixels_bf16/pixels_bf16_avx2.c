#if defined(__x86_64__)
#include "../common/bf16.h"
#include "pixels_bf16.h"

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)

#include "pixels_bf16_loop.h"

void ep_pixels_bf16_avx2(uint16_t *destination, const float *source, size_t channels, size_t stride, size_t count) {
    gather_any(destination, source, channels, stride, count);
}

#pragma clang attribute pop
#endif
