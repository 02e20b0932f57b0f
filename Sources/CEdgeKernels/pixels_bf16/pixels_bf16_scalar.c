#include "pixels_bf16_loop.h"

void ep_pixels_bf16_scalar(uint16_t *destination, const float *source, size_t channels, size_t stride, size_t count) {
    gather_any(destination, source, channels, stride, count);
}
