#include "depthwise_s8.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni"))),              \
                             apply_to = function)

#include "depthwise_s8_avx512vnni.h"

void ep_depthwise_s8_avx512vnni(const ep_depthwise_s8_unit *u) {
    u->size == 3 ? ep_depthwise_s8_3x3_avx512vnni(u) : ep_depthwise_s8_5x5_avx512vnni(u);
}

#pragma clang attribute pop
#endif
