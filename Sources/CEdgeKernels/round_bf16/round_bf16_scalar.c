#include "round_bf16.h"

void ep_round_bf16_scalar(ep_bf16 *destination, const float *numbers, size_t count) {
    for (size_t i = 0; i < count; i++) destination[i] = ep_bf16_rounded(numbers[i]);
}
