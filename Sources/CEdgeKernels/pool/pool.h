#pragma once
#include "CEdgeKernels.h"
#include "float_state.h"
#include "gate.h"

#include <pthread.h>
#include <stdatomic.h>

enum { EP_POOL_CPUS = 16384 };

typedef struct {
    ep_pool *pool;
    pthread_t thread;
    int32_t index;
} ep_pool_worker;

struct ep_pool {
    /// Raised by one for each task; workers wait for it to change.
    ep_gate generation;
    /// Workers that have not finished the present task.
    ep_gate running;
    _Atomic uint32_t ends;
    const ep_task *task;
    void *scratch;
    int32_t threads;
    bool spins;
    ep_pool_worker workers[];
};
