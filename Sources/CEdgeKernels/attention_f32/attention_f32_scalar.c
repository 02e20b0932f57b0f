#include "attention_f32_block.h"

void ep_attention_f32_scalar(const ep_attention_block *block) { attend(block); }
