#pragma once
#include "CEdgeKernels.h"

/// Elements in one unit of a task.
enum : size_t { EP_QUANTIZE_UNIT = 4096 };

/// What each instruction set computes; 8-bit values and zero points written as u8, `flip` is 128 for s8.
typedef struct {
    void (*quantize)(uint8_t *destination, const float *source, size_t count, float scale, uint8_t zero_point,
                     uint8_t flip);
    float (*quantize_row)(int8_t *destination, const float *source, size_t count);
    void (*dequantize)(float *destination, const uint8_t *source, size_t count, float scale, uint8_t zero_point,
                       uint8_t flip);
    void (*requantize)(uint8_t *destination, const int32_t *source, size_t count, float multiplier, uint8_t zero_point,
                       uint8_t flip);
} ep_quantize_kernels;

extern const ep_quantize_kernels ep_quantize_scalar;
#if defined(__x86_64__)
extern const ep_quantize_kernels ep_quantize_avx2, ep_quantize_avx512;
#elif defined(__aarch64__)
extern const ep_quantize_kernels ep_quantize_neon;
#endif
