#include "stream.h"

#if defined(__aarch64__)
/// `body` moves 256 bytes at `at`, and at `to` if it copies.
#define EP_STREAM_LOOP(name, body, length)                                                         \
    void name(char *memory, size_t bytes, uint64_t passes) {                                       \
        char *at, *to;                                                                             \
        size_t left;                                                                               \
        __asm__ volatile(".p2align 5\n"                                                            \
                         "1:\n"                                                                    \
                         "mov %[at], %[memory]\n"                                                  \
                         "add %[to], %[memory], %[other]\n"                                        \
                         "mov %[left], %[quanta]\n"                                                \
                         ".p2align 5\n"                                                            \
                         "2:\n"                                                                    \
                         ".irp o, 0,32,64,96,128,160,192,224\n" body ".endr\n"                     \
                         "add %[at], %[at], #256\n"                                                \
                         "add %[to], %[to], #256\n"                                                \
                         "subs %[left], %[left], #1\n"                                             \
                         "b.ne 2b\n"                                                               \
                         "subs %[passes], %[passes], #1\n"                                         \
                         "b.ne 1b\n"                                                               \
                         : [at] "=&r"(at), [to] "=&r"(to), [left] "=&r"(left), [passes] "+r"(passes)  \
                         : [memory] "r"(memory), [quanta] "r"((length) / 256), [other] "r"(bytes / 2) \
                         : "cc", "memory", "v0", "v1");                                            \
    }

EP_STREAM_LOOP(ep_read_neon, "ldp q0, q1, [%[at], #\\o]\n", bytes)
EP_STREAM_LOOP(ep_write_neon, "stp q0, q1, [%[at], #\\o]\n", bytes)
EP_STREAM_LOOP(ep_copy_neon, "ldp q0, q1, [%[at], #\\o]\nstp q0, q1, [%[to], #\\o]\n", bytes / 2)
EP_STREAM_LOOP(ep_write_past_neon, "stnp q0, q1, [%[at], #\\o]\n", bytes)
#endif
