#if defined(__x86_64__)
#include "../softmax_f32/softmax_f32.h"
#include "attention_f32.h"
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl"))), apply_to = function)

#include "attention_f32_block.h"

void ep_attention_f32_avx512(const ep_attention_block *block) { attend(block); }

#pragma clang attribute pop
#endif
