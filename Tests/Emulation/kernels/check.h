#pragma once
#include "CEdgeKernels.h"
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum { AGREES, DIFFERS, WITHOUT_KERNEL } outcome;

/// Compares one instruction set of an operation with scalar over many shapes; prints a line where they differ.
typedef outcome kernel_check(ep_isa isa);

kernel_check check_conv_f32, check_gemm_bf16, check_gemm_f32, check_gemm_s8;

/// Numbers that look random and are the same in every run: SplitMix64.
uint64_t random_bits(void);

/// A whole number from `first` to `last`.
size_t random_size(size_t first, size_t last);

/// Between −8 and 8.
float random_float(void);

void fill_floats(float *numbers, size_t count);

/// Zeroed memory between two pages that nobody may touch; its end is the end of what is asked for.
///
/// Never given back: the program ends with its checks.
void *guarded(size_t bytes);

/// Memory for packed weights, aligned to 64 bytes.
void *aligned(size_t bytes);

/// Whether there is a kernel; any other refusal ends the program.
bool has_kernel(ep_status status);

/// Runs a planned task as three threads would share it, one share after another.
void run_in_shares(const ep_task *task);
