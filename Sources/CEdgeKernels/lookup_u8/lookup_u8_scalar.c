#include "lookup_u8.h"

void ep_lookup_u8_scalar(uint8_t *destination, const uint8_t *source, size_t count, const uint8_t *table) {
    for (size_t i = 0; i < count; i++) destination[i] = table[source[i]];
}
