#pragma once
#include "../pack_depthwise_s8/pack_depthwise_s8.h"
#include <stdint.h>

/// Output rows in one unit of the task; a unit has at most 64 channels.
enum : size_t { EP_DEPTHWISE_S8_ROWS = 8 };

/// What a kernel may use for columns of the source and results on their way.
enum : size_t { EP_DEPTHWISE_S8_SCRATCH = 40 << 10 };

/// A unit: some rows of one image, and at most 64 channels; everything of 8 bits is written as u8.
typedef struct {
    /// The first of the channels, of the image's first pixel.
    const uint8_t *source;
    uint8_t *destination;
    size_t source_stride, destination_stride;
    /// Of the source, and the destination's columns.
    size_t height, width, columns;
    /// Rows above the source, and columns left of it.
    size_t top, left;
    /// The first row of the destination, and the one after the last.
    size_t row, end;
    size_t channels, size, stride;
    /// One block of packed weights.
    const int8_t *weights;
    const int32_t *starts;
    const float *multipliers;
    /// Of the source.
    uint8_t border;
    uint8_t zero_point, lowest, highest;
    /// 0x80 if bytes in memory are s8.
    uint8_t flip;
    /// EP_DEPTHWISE_S8_SCRATCH bytes of the thread's own.
    void *scratch;
} ep_depthwise_s8_unit;

typedef void ep_depthwise_s8_kernel(const ep_depthwise_s8_unit *unit);

ep_depthwise_s8_kernel ep_depthwise_s8_scalar;
#if defined(__x86_64__)
ep_depthwise_s8_kernel ep_depthwise_s8_avx2, ep_depthwise_s8_avxvnni, ep_depthwise_s8_avx512vnni;
#elif defined(__aarch64__)
ep_depthwise_s8_kernel ep_depthwise_s8_neon, ep_depthwise_s8_dotprod;
#endif
