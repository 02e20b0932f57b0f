#include "gemm_s8.h"

static const ep_gemm_s8_entry kernels[EP_ISA_COUNT] = {
    [EP_ISA_SCALAR] = {.kernel = ep_gemm_s8_scalar, .shape = {1, {0, 8}}},
#if defined(__x86_64__)
    [EP_ISA_AVX2] = {.kernel = ep_gemm_s8_avx2, .shape = {1, {0, 4}}},
    [EP_ISA_AVXVNNI] = {.kernel = ep_gemm_s8_avxvnni, .shape = {1, {0, 6}}},
    [EP_ISA_AVX512VNNI] = {.kernel = ep_gemm_s8_avx512vnni, .shape = {4, {0, 12, 12, 8, 6}}},
    [EP_ISA_AMXINT8] = {.kernel = ep_gemm_s8_amxint8,
                        .shape = {4, {0, 16, 16, 16, 16}},
                        .scratch_bytes = EP_GEMM_S8_TILE_BYTES,
                        .end = ep_gemm_s8_release_tiles},
#elif defined(__aarch64__)
    [EP_ISA_NEON] = {.kernel = ep_gemm_s8_neon, .shape = {1, {0, 2}}},
    [EP_ISA_DOTPROD] = {.kernel = ep_gemm_s8_dotprod, .shape = {1, {0, 6}}},
    [EP_ISA_I8MM] = {.kernel = ep_gemm_s8_i8mm, .shape = {1, {0, 4}}},
    [EP_ISA_SVE] = {.kernel = ep_gemm_s8_sve, .shape = {2, {0, 8, 8}}},
#endif
};

const ep_gemm_s8_entry *ep_gemm_s8_find(ep_isa isa) {
    return isa >= 0 && isa < EP_ISA_COUNT && kernels[isa].kernel ? &kernels[isa] : NULL;
}

static const ep_gemm_s8_entry short_kernels[EP_ISA_COUNT] = {
#if defined(__x86_64__)
    [EP_ISA_AVX512VNNI] = {.kernel = ep_gemm_s8_short_avx512vnni, .shape = {4, {0, 8, 6, 3, 3}}},
#endif
};

const ep_gemm_s8_entry *ep_gemm_s8_find_short(ep_isa isa) {
    return isa >= 0 && isa < EP_ISA_COUNT && short_kernels[isa].kernel ? &short_kernels[isa] : NULL;
}
