#pragma once
#include "CEdgeKernels.h"
#include "float_state.h"
#include "gate.h"

#include <pthread.h>
#include <stdatomic.h>

enum { EP_POOL_CPUS = 16384 };

typedef struct {
    /// The last generation whose share of this number was begun, by this worker or by the caller.
    _Alignas(64) _Atomic uint32_t claimed;
    ep_pool *pool;
    pthread_t thread;
    int32_t index;
} ep_pool_worker;

struct ep_pool {
    /// Raised by one for each task; workers wait for it to change.
    ep_gate generation;
    /// Shares of the present task, the caller's own not counted, that are not finished.
    ep_gate running;
    _Atomic uint32_t ends;
    const ep_task *task;
    void *scratch;
    int32_t threads;
    bool spins;
    ep_pool_worker workers[];
};
