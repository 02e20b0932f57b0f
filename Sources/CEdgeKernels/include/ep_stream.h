#pragma once
#include "ep_ceiling.h"

/// What is done to memory.
typedef enum {
    EP_STREAM_READ = 0,
    EP_STREAM_WRITE = 1,
    /// From the first half to the second; bytes read and bytes written both count.
    EP_STREAM_COPY = 2,
    /// Written past the caches, where the processor can; the memory does not have to be read first.
    EP_STREAM_WRITE_PAST = 3,
    EP_STREAM_COUNT = 4,
} ep_stream;

/// Every size is a multiple of this, and the memory is aligned to it.
enum { EP_STREAM_QUANTUM = 512 };

/// Each thread goes over a slice of its own region, `passes` times.
typedef struct {
    ep_stream stream;
    char *memory;
    /// Of each thread, one region after another.
    size_t region_bytes;
    /// Where in every region the slice begins, and how long it is.
    size_t offset, bytes;
    uint64_t passes;
    ep_round *round;
} ep_stream_arguments;

/// Scalar stands for what every processor of the architecture has; avx2, avx512 and neon have loops of their own.
ep_status ep_stream_plan(ep_isa isa, const ep_stream_arguments *arguments, ep_task *task);

/// One pointer in every 64 bytes, each to another place of the ring, in an order that no processor foresees.
///
/// `bytes` is a power of two from 128 on.
ep_status ep_chase_link(void *memory, size_t bytes);

/// Follows the ring that `ep_chase_link` made: every load waits for the one before.
typedef struct {
    void *memory;
    size_t bytes;
    /// How far along the ring the first thread begins: a round goes on where the last one ended, or the lines that
    /// were followed last would be near already.
    size_t position;
    uint64_t steps;
    ep_round *round;
} ep_chase_arguments;

enum { EP_CHASE_STEP = 16 };

/// One unit a thread, each from a place of its own; EP_CHASE_STEP loads a step. The instruction set is scalar.
ep_status ep_chase_plan(ep_isa isa, const ep_chase_arguments *arguments, ep_task *task);

/// Nothing at all, once on each thread: what it costs to start them and to wait for them.
ep_status ep_start_plan(uint32_t threads, ep_task *task);

/// Memory for the ceilings, in huge pages where the system gives them; null where there is none.
void *ep_arena_create(size_t bytes);
void ep_arena_destroy(void *memory, size_t bytes);
