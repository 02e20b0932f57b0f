#pragma once
#include <stdint.h>

/// How a thread treats denormal numbers, which some processors handle a hundred times slower.
///
/// Kernels run with them flushed to zero; the caller's own state is put back afterwards.
typedef uint64_t ep_float_state;

#if defined(__x86_64__)
#include <xmmintrin.h>

enum { ep_flush_denormals = 0x8040 };

static inline ep_float_state ep_float_state_flush(void) {
    unsigned state = _mm_getcsr();
    _mm_setcsr(state | ep_flush_denormals);
    return state;
}

static inline void ep_float_state_restore(ep_float_state state) { _mm_setcsr((unsigned)state); }
#elif defined(__aarch64__)
static inline ep_float_state ep_float_state_flush(void) {
    uint64_t state;
    __asm__ volatile("mrs %0, fpcr" : "=r"(state));
    __asm__ volatile("msr fpcr, %0" : : "r"(state | 1U << 24));
    return state;
}

static inline void ep_float_state_restore(ep_float_state state) { __asm__ volatile("msr fpcr, %0" : : "r"(state)); }
#else
static inline ep_float_state ep_float_state_flush(void) { return 0; }
static inline void ep_float_state_restore(ep_float_state state) { (void)state; }
#endif
