#pragma once
#include "../plan.h"
#include "../pool/futex.h"
#include <sched.h>
#include <time.h>

static inline int64_t ep_round_now(void) {
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/// Waits until every thread is here, so that none measures while another still sleeps, and gives the time.
///
/// A thread that does several units arrives for them all, and then does them one after another.
static inline int64_t ep_round_enter(ep_round *round, size_t units) {
    __atomic_add_fetch(&round->arrived, (uint32_t)units, __ATOMIC_ACQ_REL);
    for (uint32_t spins = 0; __atomic_load_n(&round->arrived, __ATOMIC_ACQUIRE) < round->threads; spins++) {
        ep_pause();
        // Somebody has no CPU: this one is worth more to him.
        if (spins > 20000) sched_yield();
    }
    return ep_round_now();
}

/// The slowest thread counts.
static inline void ep_round_leave(ep_round *round, int64_t start) {
    int64_t taken = ep_round_now() - start;
    int64_t slowest = __atomic_load_n(&round->nanoseconds, __ATOMIC_RELAXED);
    while (taken > slowest && !__atomic_compare_exchange_n(&round->nanoseconds, &slowest, taken, false,
                                                           __ATOMIC_ACQ_REL, __ATOMIC_RELAXED)) {
    }
}

/// What every plan of a ceiling asks of its round.
static inline ep_status ep_round_status(const ep_round *round) {
    if (!round) return EP_NULL_POINTER;
    return round->threads < 1 || round->threads > EP_POOL_THREADS || round->arrived ? EP_BAD_SHAPE : EP_OK;
}
