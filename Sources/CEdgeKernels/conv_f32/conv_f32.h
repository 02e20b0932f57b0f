#pragma once
#include "CEdgeKernels.h"

/// Writes a pointer for each output pixel and each place of the kernel, and behind them the zeros around the picture.
void ep_conv_f32_fill(const ep_conv_f32_arguments *arguments);
