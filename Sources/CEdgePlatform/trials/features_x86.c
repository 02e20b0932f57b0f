#include "feature_table.h"
#include "lanes.h"

#if defined(__x86_64__)
#include "features_x86_tiles.h"

#include <cpuid.h>

// The registers 0, 1 and 2 hold accumulator, left and right; the instruction leaves its answer in register 0.
// Mnemonics are assembled whatever the compiler's target is; those that the assembler has dropped or takes for another
// encoding are given as bytes. Mask registers need no clobber: code for the baseline never holds a value in one.

#define TRIAL(name, width, load, store, after, words, instruction, accumulator, left, right, expected)                \
    static bool try_##name(void) {                                                                                     \
        struct lanes lanes;                                                                                            \
        fill_lanes(&lanes, accumulator, left, right);                                                                  \
        __asm__ volatile(load " 0(%0), %%" width "0\n\t" load " 64(%0), %%" width "1\n\t" load " 128(%0), %%" width    \
                              "2\n\t" instruction "\n\t" store " %%" width "0, 192(%0)\n\t" after                      \
                         :                                                                                             \
                         : "r"(&lanes)                                                                                 \
                         : "rax", "xmm0", "xmm1", "xmm2", "memory");                                                   \
        return lanes_hold(&lanes, words, expected);                                                                    \
    }
#define XMM(name, ...) TRIAL(name, "xmm", "movups", "movups", "", 4, __VA_ARGS__)
#define VEX(name, ...) TRIAL(name, "ymm", "vmovups", "vmovups", "vzeroupper", 8, __VA_ARGS__)
#define ZMM(name, ...) TRIAL(name, "zmm", "vmovups", "vmovups", "vzeroupper", 16, __VA_ARGS__)

// Dot products of bytes: left is 255 (or -1 when signed), 2, 3, 4; right is -2, 2, -1, 1.
#define BYTES_LEFT SAME(0x040302ff)
#define BYTES_RIGHT SAME(0x01ff02fe)
#define UNSIGNED_TIMES_SIGNED SAME(0xfffffe11)  // 10 - 510 + 4 - 3 + 4
#define SIGNED_TIMES_SIGNED SAME(17)            // 10 + 2 + 4 - 3 + 4
// Pairs of 16-bit floats, 1 and 2 times 3 and 3, on top of 1: 10 in all.
#define ONE SAME(0x3f800000)
#define TEN SAME(0x41200000)

XMM(sse2, "paddd %%xmm1, %%xmm0", WORDS(1, 2, 3, 4), WORDS(10, 20, 30, 40), NONE, WORDS(11, 22, 33, 44))
XMM(ssse3, "pabsd %%xmm1, %%xmm0", NONE, SAME(0xfffffffb), NONE, SAME(5))
XMM(sse4_1, "pmulld %%xmm1, %%xmm0", SAME(0x10001), SAME(3), NONE, SAME(0x30003))
XMM(sse4_2, "pcmpgtq %%xmm1, %%xmm0", WORDS(0, 2, 0, 0), WORDS(9, 1, 9, 1), NONE, WORDS(~0u, ~0u, 0, 0))
// Bits 4 to 11 of the lower half; the upper half of the answer is not defined.
TRIAL(sse4a, "xmm", "movups", "movups", "", 2, "extrq $4, $8, %%xmm0", SAME(0xabcde), NONE, NONE, WORDS(0xcd, 0, 0, 0))
VEX(avx, "vaddps %%ymm2, %%ymm1, %%ymm0", NONE, SAME(0x3f800000), SAME(0x40000000), SAME(0x40400000))
VEX(f16c, "vcvtph2ps %%xmm1, %%ymm0", NONE, SAME(0x3c003c00), NONE, ONE)
VEX(fma, "vfmadd231ps %%ymm2, %%ymm1, %%ymm0", ONE, SAME(0x40400000), SAME(0x40400000), TEN)
VEX(avx2, "vpaddd %%ymm2, %%ymm1, %%ymm0", NONE, SAME(40), SAME(2), SAME(42))
XMM(xop, "vprotd $8, %%xmm1, %%xmm0", NONE, SAME(0x11223344), NONE, SAME(0x22334411))
XMM(fma4, "vfmaddps %%xmm0, %%xmm2, %%xmm1, %%xmm0", ONE, SAME(0x40400000), SAME(0x40400000), TEN)
// A round of zeros with a key of zeros leaves the S-box's first entry everywhere.
XMM(aes, "aesenc %%xmm1, %%xmm0", NONE, NONE, NONE, SAME(0x63636363))
VEX(vaes, "vaesenc %%ymm2, %%ymm1, %%ymm0", NONE, NONE, NONE, SAME(0x63636363))
// x to the eighth is x^4 + x^3 + x + 1 in this field.
XMM(gfni, "gf2p8mulb %%xmm1, %%xmm0", SAME(0x02020202), SAME(0x80808080), NONE, SAME(0x1b1b1b1b))
// (x + 1) squared is x^2 + 1.
VEX(vpclmulqdq, "vpclmulqdq $0, %%ymm2, %%ymm1, %%ymm0", NONE, WORDS(3, 0, 7, 7), WORDS(3, 0, 9, 9), WORDS(5, 0, 0, 0))

ZMM(avx512f, "vpaddd %%zmm2, %%zmm1, %%zmm0", NONE, SAME(40), SAME(2), SAME(42))
ZMM(avx512bw, "vpaddb %%zmm2, %%zmm1, %%zmm0", NONE, SAME(0xff10ff10), SAME(0x01010101), SAME(0x00110011))
ZMM(avx512dq, "vpmullq %%zmm2, %%zmm1, %%zmm0", NONE, WORDS(0, 1, 0, 1), WORDS(3, 0, 3, 0), WORDS(0, 3, 0, 3))
// VPADDD of 256 bits in its EVEX encoding.
VEX(avx512vl, ".byte 0x62, 0xf1, 0x75, 0x28, 0xfe, 0xc2", NONE, SAME(40), SAME(2), SAME(42))
ZMM(avx512cd, "vplzcntd %%zmm1, %%zmm0", NONE, WORDS(1, 2, 0, ~0u), NONE, WORDS(31, 30, 32, 0))
// VRCP28PS is exact to 28 bits but not bound to one rounding: no answer is compared.
TRIAL(avx512er, "zmm", "vmovups", "vmovups", "vzeroupper", 0, ".byte 0x62, 0xf2, 0x7d, 0x48, 0xca, 0xc1", NONE,
      SAME(0x40000000), NONE, NONE)
// VGATHERPF0DPS under an empty mask: no memory is touched.
TRIAL(avx512pf, "zmm", "vmovups", "vmovups", "vzeroupper", 0,
      "kxorw %%k1, %%k1, %%k1\n\t.byte 0x62, 0xf2, 0x7d, 0x49, 0xc6, 0x0c, 0x88", NONE, NONE, NONE, NONE)
ZMM(avx512ifma, "vpmadd52luq %%zmm2, %%zmm1, %%zmm0", WORDS(7, 0, 7, 0), WORDS(3, 0, 3, 0), WORDS(5, 0, 5, 0),
    WORDS(22, 0, 22, 0))
ZMM(avx512vbmi, "vpermb %%zmm2, %%zmm1, %%zmm0", NONE, SAME(0x01010101), SAME(0x04030201), SAME(0x02020202))
ZMM(avx512_vbmi2, "vpshldvd %%zmm2, %%zmm1, %%zmm0", SAME(0x11112222), SAME(0x33334444), SAME(8), SAME(0x11222233))
ZMM(avx512_vnni, "vpdpbusd %%zmm2, %%zmm1, %%zmm0", SAME(10), BYTES_LEFT, BYTES_RIGHT, UNSIGNED_TIMES_SIGNED)
ZMM(avx512_bitalg, "vpopcntb %%zmm1, %%zmm0", NONE, SAME(0x0f070301), NONE, SAME(0x04030201))
ZMM(avx512_vpopcntdq, "vpopcntd %%zmm1, %%zmm0", NONE, WORDS(0xffff, 1, 0, ~0u), NONE, WORDS(16, 1, 0, 32))
ZMM(avx512_bf16, "vdpbf16ps %%zmm2, %%zmm1, %%zmm0", ONE, SAME(0x40003f80), SAME(0x40404040), TEN)
ZMM(avx512_fp16, "vaddph %%zmm2, %%zmm1, %%zmm0", NONE, SAME(0x3c003c00), SAME(0x40004000), SAME(0x42004200))
// The pair k2, k3 says which left and right words occur on the other side: the first of each four.
ZMM(avx512_vp2intersect,
    "vp2intersectd %%zmm2, %%zmm1, %%k2\n\tkmovw %%k2, %%eax\n\tmovl %%eax, 128(%0)\n\t"
    "kmovw %%k3, %%eax\n\tmovl %%eax, 132(%0)\n\tvbroadcasti32x4 128(%0), %%zmm0",
    NONE, WORDS(1, 2, 3, 4), WORDS(1, 9, 9, 9), WORDS(0x1111, 0x1111, 9, 9))
// VPDPBUSD and VPMADD52LUQ in their VEX encodings.
VEX(avx_vnni, ".byte 0xc4, 0xe2, 0x75, 0x50, 0xc2", SAME(10), BYTES_LEFT, BYTES_RIGHT, UNSIGNED_TIMES_SIGNED)
VEX(avx_ifma, ".byte 0xc4, 0xe2, 0xf5, 0xb4, 0xc2", WORDS(7, 0, 7, 0), WORDS(3, 0, 3, 0), WORDS(5, 0, 5, 0),
    WORDS(22, 0, 22, 0))
VEX(avx_vnni_int8, "vpdpbssd %%ymm2, %%ymm1, %%ymm0", SAME(10), BYTES_LEFT, BYTES_RIGHT, SIGNED_TIMES_SIGNED)
VEX(avx_vnni_int16, "vpdpwuud %%ymm2, %%ymm1, %%ymm0", SAME(10), SAME(0x00030002), SAME(0x00050004), SAME(33))
VEX(avx_ne_convert, "vbcstnebf162ps 64(%0), %%ymm0", NONE, SAME(0x3f803f80), NONE, ONE)
// VPDPBUSD of 256 bits in its EVEX encoding, which every version of AVX10 has.
VEX(avx10, ".byte 0x62, 0xf2, 0x75, 0x28, 0x50, 0xc2", SAME(10), BYTES_LEFT, BYTES_RIGHT, UNSIGNED_TIMES_SIGNED)

/// Some processors and emulators take XOP's first byte for a POP and run what follows.
static bool names_xop(void) {
    unsigned eax, ebx, ecx, edx;
    return __get_cpuid(0x80000001, &eax, &ebx, &ecx, &edx) && (ecx & (1u << 11));
}

/// AVX10 has no instruction that AVX-512 lacks, so it means something only where the processor names it.
static bool names_avx10(void) {
    unsigned eax, ebx, ecx, edx;
    if (__get_cpuid_max(0, 0) < 0x24) return false;
    __cpuid_count(7, 1, eax, ebx, ecx, edx);
    return edx & (1u << 19);
}

#define FEATURE(name) {#name, 0, try_##name}

const struct feature ep_features[] = {
    FEATURE(sse2), FEATURE(ssse3), FEATURE(sse4_1), FEATURE(sse4_2), FEATURE(sse4a), FEATURE(avx), FEATURE(f16c),
    FEATURE(fma), FEATURE(avx2), {"xop", names_xop, try_xop}, FEATURE(fma4), FEATURE(aes), FEATURE(vaes), FEATURE(gfni),
    FEATURE(vpclmulqdq), FEATURE(avx512f), FEATURE(avx512bw), FEATURE(avx512dq), FEATURE(avx512vl), FEATURE(avx512cd),
    FEATURE(avx512er), FEATURE(avx512pf), FEATURE(avx512ifma), FEATURE(avx512vbmi), FEATURE(avx512_vbmi2),
    FEATURE(avx512_vnni), FEATURE(avx512_bitalg), FEATURE(avx512_vpopcntdq), FEATURE(avx512_bf16),
    FEATURE(avx512_fp16), FEATURE(avx512_vp2intersect), FEATURE(avx_vnni), FEATURE(avx_ifma), FEATURE(avx_vnni_int8),
    FEATURE(avx_vnni_int16), FEATURE(avx_ne_convert), {"avx10", names_avx10, try_avx10}, 
    {"amx_tile", 0, ep_try_amx_tile}, {"amx_int8", 0, ep_try_amx_int8}, {"amx_bf16", 0, ep_try_amx_bf16},
    {"amx_fp16", 0, ep_try_amx_fp16}, {"amx_complex", 0, ep_try_amx_complex},
};
_Static_assert(sizeof ep_features / sizeof ep_features[0] <= EP_FEATURES_AT_MOST, "each trial needs its place");
const int32_t ep_features_in_table = sizeof ep_features / sizeof ep_features[0];
#endif
