#pragma once
#include "ep_task.h"
#include <stdint.h>

/// Threads that wait for tasks; the caller is the first of them.
typedef struct ep_pool ep_pool;

/// Starts `threads - 1` threads, each pinned to its place in `cpus` (`cpu_count` of them), or none pinned if that is 0.
///
/// The caller is left where it is. At most EP_POOL_THREADS. `pool` is null unless the answer is EP_OK.
ep_status ep_pool_create(int32_t threads, const int32_t *cpus, int32_t cpu_count, ep_pool **pool);
void ep_pool_destroy(ep_pool *pool);

enum { EP_POOL_THREADS = 1024 };

int32_t ep_pool_threads(const ep_pool *pool);

/// Runs a task to its end; a null pool runs it on the caller alone. One task at a time. The caller does what no other
/// thread has begun.
///
/// `scratch` holds `task->scratch_bytes` (rounded up to 64) for each thread, one after another.
ep_status ep_pool_run(ep_pool *pool, const ep_task *task, void *scratch, size_t scratch_bytes);

/// The scratch that `ep_pool_run` asks for.
size_t ep_pool_scratch_bytes(const ep_pool *pool, const ep_task *task);
