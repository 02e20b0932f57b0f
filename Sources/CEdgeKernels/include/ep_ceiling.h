#pragma once
#include "ep_isa.h"
#include "ep_task.h"
#include <stdint.h>

/// One timed round of a ceiling's loop on all threads of a pool, which start it together.
///
/// Zeroed but for `threads` before each round.
typedef struct {
    /// Of the pool that runs the round, so also the units of its task.
    uint32_t threads;
    /// Threads that wait for the others, or no longer do.
    uint32_t arrived;
    /// What the slowest thread took, from the common start to its own end.
    int64_t nanoseconds;
} ep_round;

/// What the arithmetic of a peak loop works on.
typedef enum {
    EP_PEAK_FP32 = 0,
    EP_PEAK_FP16 = 1,
    EP_PEAK_BF16 = 2,
    EP_PEAK_INT8 = 3,
    EP_PEAK_COUNT = 4,
} ep_peak;

/// Operations of one step of the loop, a multiply-add being two; 0 if there is none for this instruction set.
///
/// The length of a scalable register is asked of the processor, so the instruction set has to be available.
double ep_peak_operations(ep_peak peak, ep_isa isa);

/// Independent multiply-adds on registers alone: the most that this instruction set can do.
typedef struct {
    ep_peak peak;
    uint64_t steps;
    ep_round *round;
} ep_peak_arguments;

/// Checks the arguments, which must outlive the task, and writes a task of one unit a thread.
ep_status ep_peak_plan(ep_isa isa, const ep_peak_arguments *arguments, ep_task *task);

/// Additions that each wait for the one before, a cycle each: the clock, as far as a program can know it.
typedef struct {
    uint64_t steps;
    ep_round *round;
} ep_additions_arguments;

enum { EP_ADDITIONS_STEP = 32 };

/// One unit a thread; EP_ADDITIONS_STEP additions a step. The instruction set is scalar.
ep_status ep_additions_plan(ep_isa isa, const ep_additions_arguments *arguments, ep_task *task);
