#if defined(__aarch64__)
#include "attention_f32_block.h"

void ep_attention_f32_neon(const ep_attention_block *block) { attend(block); }
#endif
