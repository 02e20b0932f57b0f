#pragma once
#include "../plan.h"

void ep_quantize_blocks_s8_f32_scalar(const ep_quantize_blocks_arguments *arguments, size_t row);
