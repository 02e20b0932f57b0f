#pragma once
#include "futex.h"

#include <stdatomic.h>
#include <stdbool.h>

/// A few tens of microseconds of `pause`: longer than the gap between two layers, shorter than anyone notices.
enum { EP_GATE_SPINS = 2000 };

/// A number that threads wait on: they spin for a while and then sleep.
typedef struct {
    _Alignas(64) _Atomic uint32_t value;
    /// How many sleep, so that nobody calls the system to wake no one.
    _Atomic uint32_t asleep;
} ep_gate;

/// Waits until the gate's number differs from `seen`, and gives it.
static inline uint32_t ep_gate_wait(ep_gate *gate, uint32_t seen, bool spins) {
    for (int i = 0; spins && i < EP_GATE_SPINS; i++) {
        uint32_t now = atomic_load_explicit(&gate->value, memory_order_acquire);
        if (now != seen) return now;
        ep_pause();
    }
    atomic_fetch_add(&gate->asleep, 1);
    uint32_t now;
    // The system compares once more before it puts the thread to sleep: no wake is missed.
    while ((now = atomic_load(&gate->value)) == seen) ep_futex_wait(&gate->value, seen);
    atomic_fetch_sub(&gate->asleep, 1);
    return now;
}

/// Wakes those who sleep, after the gate's number was changed with sequential consistency.
static inline void ep_gate_wake(ep_gate *gate) {
    if (atomic_load(&gate->asleep)) ep_futex_wake(&gate->value, INT32_MAX);
}
