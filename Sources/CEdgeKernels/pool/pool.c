#define _GNU_SOURCE
#include "pool.h"

#include <sched.h>
#include <stdlib.h>
#include <string.h>

static size_t rounded_up(size_t bytes) { return (bytes + 63) & ~(size_t)63; }

/// The `index`-th of `count` contiguous shares of all units, as even as whole units allow.
static void share(size_t units, size_t index, size_t count, size_t *first, size_t *end) {
    size_t each = units / count, more = units % count;
    *first = index * each + (index < more ? index : more);
    *end = *first + each + (index < more);
}

/// Runs the share of this number in the scratch memory of a thread's own.
static void run_share(const ep_pool *pool, int32_t index, int32_t thread) {
    const ep_task *task = pool->task;
    size_t first, end;
    share(task->units, (size_t)index, (size_t)pool->threads, &first, &end);
    if (first == end) return;
    ep_float_state state = ep_float_state_flush();
    task->run(task, first, end, (char *)pool->scratch + (size_t)thread * rounded_up(task->scratch_bytes));
    ep_float_state_restore(state);
}

/// Whether this thread is the one that runs the share in this generation.
///
/// A generation ends only when all its shares are done: whoever comes too late finds a later number than expected.
static bool claim(ep_pool_worker *owner, uint32_t generation) {
    uint32_t before = generation - 1;
    return atomic_compare_exchange_strong(&owner->claimed, &before, generation);
}

static void *worker(void *context) {
    ep_pool_worker *self = context;
    ep_pool *pool = self->pool;
    uint32_t generation = 0;
    for (;;) {
        generation = ep_gate_wait(&pool->generation, generation, pool->spins);
        if (atomic_load(&pool->ends)) return NULL;
        if (!claim(self, generation)) continue;
        run_share(pool, self->index, self->index);
        atomic_fetch_sub(&pool->running.value, 1);
        ep_gate_wake(&pool->running);
    }
}

/// The caller runs what no worker has begun, as when the system holds one back, and waits for the rest.
static void finish(ep_pool *pool, uint32_t generation) {
    for (int32_t i = 1; i < pool->threads && atomic_load(&pool->running.value); i++) {
        if (!claim(&pool->workers[i], generation)) continue;
        run_share(pool, i, 0);
        atomic_fetch_sub(&pool->running.value, 1);
    }
    for (uint32_t left; (left = atomic_load(&pool->running.value));)
        ep_gate_wait(&pool->running, left, pool->spins);
}

static ep_status start(ep_pool *pool, int32_t index, const int32_t *cpus, int32_t cpu_count) {
    ep_pool_worker *self = &pool->workers[index];
    *self = (ep_pool_worker){.pool = pool, .index = index};
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes)) return EP_OUT_OF_MEMORY;
    int failure = 0;
    if (cpu_count > 0) {
        cpu_set_t *set = CPU_ALLOC(EP_POOL_CPUS);
        if (!set) failure = 1;
        if (set) {
            CPU_ZERO_S(CPU_ALLOC_SIZE(EP_POOL_CPUS), set);
            CPU_SET_S((size_t)cpus[index % cpu_count], CPU_ALLOC_SIZE(EP_POOL_CPUS), set);
            failure = pthread_attr_setaffinity_np(&attributes, CPU_ALLOC_SIZE(EP_POOL_CPUS), set);
            CPU_FREE(set);
        }
    }
    if (!failure) failure = pthread_create(&self->thread, &attributes, worker, self);
    pthread_attr_destroy(&attributes);
    return failure ? EP_NO_THREAD : EP_OK;
}

/// Spinning only helps while each thread has a CPU of its own.
static bool each_has_a_cpu(int32_t threads, int32_t cpu_count) {
    if (cpu_count > 0) return threads <= cpu_count;
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) || threads <= CPU_COUNT(&set);
}

ep_status ep_pool_create(int32_t threads, const int32_t *cpus, int32_t cpu_count, ep_pool **out) {
    *out = NULL;
    if (threads < 1 || threads > EP_POOL_THREADS || cpu_count < 0 || (cpu_count > 0 && !cpus)) return EP_BAD_SHAPE;
    for (int32_t i = 0; i < cpu_count; i++)
        if (cpus[i] < 0 || cpus[i] >= EP_POOL_CPUS) return EP_BAD_SHAPE;
    ep_pool *pool = aligned_alloc(64, rounded_up(sizeof *pool + (size_t)threads * sizeof(ep_pool_worker)));
    if (!pool) return EP_OUT_OF_MEMORY;
    memset(pool, 0, sizeof *pool);
    pool->spins = each_has_a_cpu(threads, cpu_count);
    pool->threads = 1;
    for (int32_t i = 1; i < threads; i++) {
        ep_status status = start(pool, i, cpus, cpu_count);
        if (status != EP_OK) {
            ep_pool_destroy(pool);
            return status;
        }
        pool->threads = i + 1;
    }
    *out = pool;
    return EP_OK;
}

void ep_pool_destroy(ep_pool *pool) {
    if (!pool) return;
    atomic_store(&pool->ends, 1);
    atomic_fetch_add(&pool->generation.value, 1);
    ep_gate_wake(&pool->generation);
    for (int32_t i = 1; i < pool->threads; i++) pthread_join(pool->workers[i].thread, NULL);
    free(pool);
}

int32_t ep_pool_threads(const ep_pool *pool) { return pool ? pool->threads : 1; }

size_t ep_pool_scratch_bytes(const ep_pool *pool, const ep_task *task) {
    return rounded_up(task->scratch_bytes) * (size_t)ep_pool_threads(pool);
}

ep_status ep_pool_run(ep_pool *pool, const ep_task *task, void *scratch, size_t scratch_bytes) {
    if (!task || !task->run) return EP_NULL_POINTER;
    if (scratch_bytes < ep_pool_scratch_bytes(pool, task)) return EP_SCRATCH_TOO_SMALL;
    if (pool && pool->threads > 1 && task->units > 1) {
        pool->task = task;
        pool->scratch = scratch;
        atomic_store(&pool->running.value, (uint32_t)pool->threads - 1);
        uint32_t generation = atomic_fetch_add(&pool->generation.value, 1) + 1;
        ep_gate_wake(&pool->generation);
        run_share(pool, 0, 0);
        finish(pool, generation);
        return EP_OK;
    }
    if (task->units == 0) return EP_OK;
    ep_float_state state = ep_float_state_flush();
    task->run(task, 0, task->units, scratch);
    ep_float_state_restore(state);
    return EP_OK;
}
