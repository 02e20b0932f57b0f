#include "stream.h"

/// The widest that every processor of a 64-bit architecture moves at once.
typedef uint64_t pair __attribute__((vector_size(16)));

enum { unrolled = 8 };

static inline void each(char *memory, size_t bytes, uint64_t passes, void (*body)(volatile pair *, size_t),
                        size_t other) __attribute__((always_inline));
static inline void each(char *memory, size_t bytes, uint64_t passes, void (*body)(volatile pair *, size_t),
                        size_t other) {
    for (; passes; passes--) {
        for (size_t at = 0; at < bytes; at += sizeof(pair) * unrolled) body((volatile pair *)(memory + at), other);
    }
}

// Volatile: each access happens, whole and in its place.

static inline void read_body(volatile pair *at, size_t other) {
    (void)other;
    for (int i = 0; i < unrolled; i++) (void)at[i];
}

static inline void write_body(volatile pair *at, size_t other) {
    (void)other;
    for (int i = 0; i < unrolled; i++) at[i] = (pair){0x5A3C2B172537F1C9, 0x2537F1C95A3C2B17};
}

static inline void copy_body(volatile pair *at, size_t other) {
    for (int i = 0; i < unrolled; i++) at[other + (size_t)i] = at[i];
}

static inline void write_past_body(volatile pair *at, size_t other) {
    (void)other;
    pair value = {0x5A3C2B172537F1C9, 0x2537F1C95A3C2B17};
    for (int i = 0; i < unrolled; i++) __builtin_nontemporal_store(value, (pair *)&at[i]);
}

void ep_read_scalar(char *memory, size_t bytes, uint64_t passes) { each(memory, bytes, passes, read_body, 0); }

void ep_write_scalar(char *memory, size_t bytes, uint64_t passes) { each(memory, bytes, passes, write_body, 0); }

void ep_copy_scalar(char *memory, size_t bytes, uint64_t passes) {
    each(memory, bytes / 2, passes, copy_body, bytes / 2 / sizeof(pair));
}

void ep_write_past_scalar(char *memory, size_t bytes, uint64_t passes) {
    each(memory, bytes, passes, write_past_body, 0);
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
}
