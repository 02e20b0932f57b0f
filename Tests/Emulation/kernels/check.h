#pragma once
#include "CEdgeKernels.h"
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum { AGREES, DIFFERS, WITHOUT_KERNEL } outcome;

/// Compares one instruction set of an operation with scalar over many shapes; prints a line where they differ.
typedef outcome kernel_check(ep_isa isa);

kernel_check check_activate_f32, check_attention_f32, check_conv_bf16, check_conv_f32, check_conv_s8,
    check_depthwise_f32, check_depthwise_s8, check_elementwise_f32, check_elementwise_u8, check_gemm_bf16,
    check_gemm_bf16_s4, check_gemm_f16, check_gemm_f32, check_gemm_s4, check_gemm_s8, check_lookup_u8,
    check_norm_f32, check_pixels_bf16, check_pooling_f32, check_pooling_u8, check_quantize, check_rotary_f32,
    check_softmax_f32, check_transpose;

/// Numbers that look random and are the same in every run: SplitMix64.
uint64_t random_bits(void);

/// A whole number from `first` to `last`.
size_t random_size(size_t first, size_t last);

/// Between −8 and 8.
float random_float(void);

void fill_floats(float *numbers, size_t count);

/// Guarded, −8 to 8 without fractions: sums of their products are exact, so every instruction set has to give the same.
float *whole_numbers(size_t count);

/// The upper halves of these numbers, guarded, where the type is bf16; else the numbers themselves.
void *stored_as(ep_float_type type, float *numbers, size_t count);

size_t stored_bytes(ep_float_type type);
float stored_at(ep_float_type type, const void *elements, size_t place);

/// Guarded, any 8 bits, extremes more often than chance would have them.
uint8_t *random_bytes(size_t count);

/// A window over a small feature map with gaps between pixels; where it is square, sizes and strides are the same both ways.
ep_window random_window(size_t least_size, size_t most_size, size_t most_stride, bool square);

size_t window_source_count(const ep_window *window);
size_t window_destination_count(const ep_window *window);

/// Zeroed memory between two pages that nobody may touch; its end is the end of what is asked for.
///
/// It stays until `forget_memory`.
void *guarded(size_t bytes);

/// Memory for packed weights, aligned to 64 bytes; it stays likewise.
void *aligned(size_t bytes);

void forget_memory(void);

/// Whether there is a kernel; any other refusal ends the program.
bool has_kernel(ep_status status);

/// Runs a planned task on a pool of three threads.
void run_on_pool(const ep_task *task);
