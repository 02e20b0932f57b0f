#include "lookup_u8.h"

#if defined(__aarch64__)
#include <arm_neon.h>

void ep_lookup_u8_neon(uint8_t *destination, const uint8_t *source, size_t count, const uint8_t *table) {
    uint8x16x4_t quarters[4];
    for (size_t quarter = 0; quarter < 4; quarter++) quarters[quarter] = vld1q_u8_x4(table + quarter * 64);
    size_t i = 0;
    for (; i + 16 <= count; i += 16) {
        uint8x16_t elements = vld1q_u8(source + i);
        // Elements of other quarters are out of range: they leave what is there.
        uint8x16_t result = vqtbl4q_u8(quarters[0], elements);
        for (uint8_t quarter = 1; quarter < 4; quarter++)
            result = vqtbx4q_u8(result, quarters[quarter], vsubq_u8(elements, vdupq_n_u8((uint8_t)(quarter * 64))));
        vst1q_u8(destination + i, result);
    }
    ep_lookup_u8_scalar(destination + i, source + i, count - i, table);
}
#endif
