#pragma once
#include "../pack_depthwise_f32/pack_depthwise_f32.h"
#include "../common/narrow.h"
#include <stdint.h>

/// Output rows and channels in one unit of the task.
enum : size_t { EP_DEPTHWISE_F32_ROWS = 8, EP_DEPTHWISE_F32_CHANNELS = 64 };

/// A unit: some rows of one image, and at most 64 channels.
typedef struct {
    /// The first of the channels, of the image's first pixel: fp32, or bf16 for kernels that bear its name.
    const char *source;
    char *destination;
    size_t source_stride, destination_stride;
    /// Of the source, and the destination's columns.
    size_t height, width, columns;
    /// Rows above the source, and columns left of it.
    size_t top, left;
    /// The first row of the destination, and the one after the last.
    size_t row, end;
    size_t channels, size, stride;
    /// The first group of packed weights.
    const float *packed;
    float lowest, highest;
    bool swishes;
} ep_depthwise_f32_unit;

typedef void ep_depthwise_f32_kernel(const ep_depthwise_f32_unit *unit);

ep_depthwise_f32_kernel ep_depthwise_f32_scalar, ep_depthwise_bf16_scalar;
#if defined(__x86_64__)
ep_depthwise_f32_kernel ep_depthwise_f32_avx2, ep_depthwise_f32_avx512;
ep_depthwise_f32_kernel ep_depthwise_bf16_avx2, ep_depthwise_bf16_avx512, ep_depthwise_bf16_avx512bf16;
#elif defined(__aarch64__)
ep_depthwise_f32_kernel ep_depthwise_f32_neon, ep_depthwise_bf16_neon;
#endif
