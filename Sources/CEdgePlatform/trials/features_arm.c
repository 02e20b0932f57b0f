#include "feature_table.h"
#include "lanes.h"

#if defined(__aarch64__)
#include <sys/auxv.h>

// The registers 0, 1 and 2 hold accumulator, left and right; the instruction leaves its answer in register 0.
// Everything past the baseline is given as a word: the assembler refuses what the compiler's target lacks. The SVE
// trials look at the first 16 bytes of a register, which every length has.

#define TRIAL(name, words, instruction, accumulator, left, right, expected)                                            \
    static bool try_##name(void) {                                                                                     \
        struct lanes lanes;                                                                                            \
        fill_lanes(&lanes, accumulator, left, right);                                                                  \
        __asm__ volatile("ldr q0, [%0]\n\tldr q1, [%0, #64]\n\tldr q2, [%0, #128]\n\t" instruction                     \
                         "\n\tstr q0, [%0, #192]"                                                                      \
                         :                                                                                             \
                         : "r"(&lanes)                                                                                 \
                         : "x9", "x10", "v0", "v1", "v2", "memory", "cc");                                             \
        return lanes_hold(&lanes, words, expected);                                                                    \
    }
#define VECTOR(name, ...) TRIAL(name, 4, __VA_ARGS__)

// Dot products of bytes: left is -1, 2, 3, 4; right is -2, 2, -1, 1; their sum is 7.
#define BYTES_LEFT SAME(0x040302ff)
#define BYTES_RIGHT SAME(0x01ff02fe)
// Pairs of 16-bit floats, 1 and 2 times 3 and 3, on top of 1: 10 in all.
#define ONE SAME(0x3f800000)
#define TEN SAME(0x41200000)
#define BF16_LEFT SAME(0x40003f80)
#define BF16_RIGHT SAME(0x40404040)

VECTOR(asimd, "add v0.4s, v1.4s, v2.4s", NONE, WORDS(1, 2, 3, 4), WORDS(10, 20, 30, 40), WORDS(11, 22, 33, 44))
// FADD of half floats, on vectors and on one.
VECTOR(asimdhp, ".inst 0x4e421420", NONE, SAME(0x3c003c00), SAME(0x40004000), SAME(0x42004200))
VECTOR(fphp, ".inst 0x1ee22820", NONE, SAME(0x3c003c00), SAME(0x40004000), WORDS(0x4200, 0, 0, 0))
// SQRDMLAH: a half times a half, as fractions, is a quarter.
VECTOR(asimdrdm, ".inst 0x6e828420", SAME(1), SAME(0x40000000), SAME(0x40000000), SAME(0x20000001))
// SDOT.
VECTOR(asimddp, ".inst 0x4e829420", SAME(10), BYTES_LEFT, BYTES_RIGHT, SAME(17))
// FMLAL: half floats 2 and 3, on top of 1.
VECTOR(asimdfhm, ".inst 0x4e22ec20", ONE, SAME(0x40004000), SAME(0x42004200), SAME(0x40e00000))
// SMMLA and BFDOT, in their vector and SVE forms; SMMLA sums eight bytes.
VECTOR(i8mm, ".inst 0x4e82a420", SAME(10), BYTES_LEFT, BYTES_RIGHT, SAME(24))
VECTOR(svei8mm, ".inst 0x45029820", SAME(10), BYTES_LEFT, BYTES_RIGHT, SAME(24))
VECTOR(bf16, ".inst 0x6e42fc20", ONE, BF16_LEFT, BF16_RIGHT, TEN)
VECTOR(svebf16, ".inst 0x64628020", ONE, BF16_LEFT, BF16_RIGHT, TEN)
// MUL without a predicate, which SVE2 added.
VECTOR(sve2, ".inst 0x04a26020", NONE, SAME(6), SAME(7), SAME(42))
// LDADD on the first word in memory.
VECTOR(atomics, "mov w9, #2\n\tadd x10, %0, #0\n\t.inst 0xb8290149\n\tldr q0, [%0]", SAME(40), NONE, NONE,
       WORDS(42, 40, 40, 40))
// FCADD: 1 + 2i and i times 3 + 4i.
VECTOR(fcma, ".inst 0x6e82e420", NONE, WORDS(0x3f800000, 0x40000000, 0x3f800000, 0x40000000),
       WORDS(0x40400000, 0x40800000, 0x40400000, 0x40800000), WORDS(0xc0400000, 0x40a00000, 0xc0400000, 0x40a00000))
// FJCVTZS of 2 to the 32nd and 5: what is above 32 bits falls away.
VECTOR(jscvt, ".inst 0x1e7e0009\n\tfmov s0, w9", WORDS(0x00500000, 0x41f00000, 0, 0), NONE, NONE, WORDS(5, 0, 0, 0))
// EOR3.
VECTOR(sha3, ".inst 0xce020020", SAME(1), SAME(2), SAME(4), SAME(7))
// AESE of zeros with a key of zeros leaves the S-box's first entry everywhere.
VECTOR(aes, ".inst 0x4e284820", NONE, NONE, NONE, SAME(0x63636363))
// CRC32W of the bytes 1, 2, 3, 4.
VECTOR(crc32, "mov w9, #-1\n\tldr w10, [%0, #64]\n\t.inst 0x1aca4929\n\tfmov s0, w9", NONE, SAME(0x04030201), NONE,
       WORDS(0x49c30432, 0, 0, 0))

static bool is_vector_length(uint64_t bytes) { return bytes >= 16 && bytes <= 256 && bytes % 16 == 0; }

/// CNTB says how long a register is.
static bool try_sve(void) {
    uint64_t bytes;
    __asm__ volatile(".inst 0x0420e3e9\n\tmov %0, x9" : "=r"(bytes) : : "x9");
    return is_vector_length(bytes);
}

// Entering and leaving the streaming mode clears every vector register.
#define ALL_VECTORS                                                                                                    \
    "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16",      \
        "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31"

/// RDSVL and ZERO of the matrix, between SMSTART and SMSTOP; a signal on the way leaves the mode too.
static bool try_sme(void) {
    uint64_t bytes;
    __asm__ volatile(".inst 0xd503477f\n\t.inst 0x04bf5829\n\t.inst 0xc00800ff\n\t.inst 0xd503467f\n\tmov %0, x9"
                     : "=r"(bytes)
                     :
                     : "x9", "memory", ALL_VECTORS);
    return is_vector_length(bytes);
}

/// ZERO of SME2's table register.
static bool try_sme2(void) {
    __asm__ volatile(".inst 0xd503477f\n\t.inst 0xc0480001\n\t.inst 0xd503467f" : : : "memory", ALL_VECTORS);
    return true;
}

static bool has_sme(void) { return getauxval(AT_HWCAP2) >> 23 & 1; }
static bool has_sme2(void) { return getauxval(AT_HWCAP2) >> 37 & 1; }

#define FEATURE(name) {#name, 0, try_##name}

const struct feature ep_features[] = {
    FEATURE(asimd), FEATURE(asimdhp), FEATURE(fphp), FEATURE(asimdrdm), FEATURE(asimddp), FEATURE(asimdfhm),
    FEATURE(i8mm), FEATURE(bf16), FEATURE(sve), FEATURE(sve2), FEATURE(svei8mm), FEATURE(svebf16),
    {"sme", has_sme, try_sme}, {"sme2", has_sme2, try_sme2}, FEATURE(atomics), FEATURE(fcma), FEATURE(jscvt),
    FEATURE(sha3), FEATURE(aes), FEATURE(crc32),
};
const int32_t ep_features_in_table = sizeof ep_features / sizeof ep_features[0];
#endif
