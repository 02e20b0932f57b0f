// The loop of all instruction sets: the file that includes this sets one, and the compiler makes vectors of it.
#include "../common/bf16.h"
#include "pixels_bf16.h"

#define INLINE static inline __attribute__((always_inline))

INLINE void gather(uint16_t *destination, const float *source, size_t channels, size_t stride, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uint64_t pixel = 0;
        for (size_t c = 0; c < channels; c++) pixel |= (uint64_t)ep_bf16_rounded(source[c * stride + i]) << 16 * c;
        uint16_t *to = destination + EP_PIXELS_CHANNELS * i;
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
        memcpy(to, &pixel, sizeof pixel);
#else
        for (size_t c = 0; c < EP_PIXELS_CHANNELS; c++) to[c] = (uint16_t)(pixel >> 16 * c);
#endif
    }
}

INLINE void gather_any(uint16_t *destination, const float *source, size_t channels, size_t stride, size_t count) {
    switch (channels) {
    case 1: gather(destination, source, 1, stride, count); break;
    case 2: gather(destination, source, 2, stride, count); break;
    case 3: gather(destination, source, 3, stride, count); break;
    default: gather(destination, source, 4, stride, count);
    }
}
