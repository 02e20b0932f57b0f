#include "gemm_bf16.h"

/// For so many rows of 16 columns.
#define NARROW_SHAPES(rows) {.many = {1, {0, rows}}, .one = {4, {0, 1, 1, 1, 1}}, .two = {2, {0, 2, 2}}}

static const ep_gemm_bf16_entry kernels[EP_ISA_COUNT] = {
    [EP_ISA_SCALAR] = {ep_gemm_bf16_scalar,
                       ep_round_bf16_scalar,
                       {.many = {1, {0, 8}}, .one = {1, {0, 1}}, .two = {1, {0, 2}}}},
#if defined(__x86_64__)
    [EP_ISA_AVX2] = {ep_gemm_bf16_avx2, ep_round_bf16_avx2, NARROW_SHAPES(4)},
    [EP_ISA_AVX512BF16] = {ep_gemm_bf16_avx512bf16,
                           ep_round_bf16_avx512bf16,
                           {.many = {4, {0, 12, 12, 8, 6}}, .one = {4, {0, 1, 1, 1, 1}}, .two = {4, {0, 2, 2, 2, 2}}}},
    [EP_ISA_AMXBF16] = {ep_gemm_bf16_amxbf16,
                        ep_round_bf16_avx512bf16,
                        {.many = {2, {0, 32, 32}}, .one = {2, {0, 1, 1}}, .two = {2, {0, 2, 2}}}},
#elif defined(__aarch64__)
    [EP_ISA_NEON] = {ep_gemm_bf16_neon, ep_round_bf16_scalar, NARROW_SHAPES(6)},
    [EP_ISA_NEONBF16] = {ep_gemm_bf16_neonbf16, ep_round_bf16_scalar, NARROW_SHAPES(6)},
#endif
};

const ep_gemm_bf16_entry *ep_gemm_bf16_find(ep_isa isa) {
    return isa >= 0 && isa < EP_ISA_COUNT && kernels[isa].kernel ? &kernels[isa] : NULL;
}
