#pragma once
#include "CEdgeKernels.h"

/// Goes over `bytes` bytes, `passes` times.
typedef void ep_stream_loop(char *memory, size_t bytes, uint64_t passes);

ep_stream_loop ep_read_scalar, ep_write_scalar, ep_copy_scalar, ep_write_past_scalar;
#if defined(__x86_64__)
ep_stream_loop ep_read_avx2, ep_write_avx2, ep_copy_avx2, ep_write_past_avx2, ep_read_avx512, ep_write_avx512,
    ep_copy_avx512, ep_write_past_avx512;
#elif defined(__aarch64__)
ep_stream_loop ep_read_neon, ep_write_neon, ep_copy_neon, ep_write_past_neon;
#endif

// Loops in assembly: a compiler would narrow loads whose lanes are not all used, and 12 GB/s would stand for 40.

#if defined(__x86_64__)
/// `body` moves 256 bytes at `at`; `other` is where a copy's destination lies from there.
#define EP_STREAM_LOOP(name, body, length, end)                       \
    void name(char *memory, size_t bytes, uint64_t passes) {          \
        char *at;                                                     \
        size_t left;                                                  \
        __asm__ volatile(".p2align 5\n"                               \
                         "1:\n"                                       \
                         "mov %[memory], %[at]\n"                     \
                         "mov %[quanta], %[left]\n"                   \
                         ".p2align 5\n"                               \
                         "2:\n" body "add $256, %[at]\n"              \
                         "dec %[left]\n"                              \
                         "jnz 2b\n"                                   \
                         "dec %[passes]\n"                            \
                         "jnz 1b\n" end                               \
                         : [at] "=&r"(at), [left] "=&r"(left), [passes] "+r"(passes)                          \
                         : [memory] "r"(memory), [quanta] "r"((length) / 256), [other] "r"(bytes / 2)         \
                         : "cc", "memory", "xmm0");                   \
    }

/// All four loops of one kind of register; `offsets` are its places within 256 bytes.
#define EP_STREAM_LOOPS(isa, reg, offsets)                                                                     \
    EP_STREAM_LOOP(ep_read_##isa, ".irp o, " offsets "\nvmovaps \\o(%[at]), " reg "\n.endr\n", bytes, "vzeroupper\n")  \
    EP_STREAM_LOOP(ep_write_##isa, ".irp o, " offsets "\nvmovaps " reg ", \\o(%[at])\n.endr\n", bytes, "vzeroupper\n") \
    EP_STREAM_LOOP(ep_copy_##isa,                                                                              \
                   ".irp o, " offsets "\nvmovaps \\o(%[at]), " reg "\nvmovaps " reg ", \\o(%[at],%[other])\n.endr\n", \
                   bytes / 2, "vzeroupper\n")                                                                  \
    EP_STREAM_LOOP(ep_write_past_##isa, ".irp o, " offsets "\nvmovntps " reg ", \\o(%[at])\n.endr\n", bytes,   \
                   "sfence\nvzeroupper\n")
#endif
