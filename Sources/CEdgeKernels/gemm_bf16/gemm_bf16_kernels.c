#include "gemm_bf16.h"

static const ep_gemm_bf16_entry kernels[EP_ISA_COUNT] = {
    [EP_ISA_SCALAR] = {ep_gemm_bf16_scalar, ep_round_bf16_scalar, {1, {0, 8}}},
#if defined(__x86_64__)
    [EP_ISA_AVX2] = {ep_gemm_bf16_avx2, ep_round_bf16_avx2, {1, {0, 6}}},
    [EP_ISA_AVX512BF16] = {ep_gemm_bf16_avx512bf16, ep_round_bf16_avx512bf16, {4, {0, 8, 8, 8, 6}}},
    [EP_ISA_AMXBF16] = {ep_gemm_bf16_amxbf16, ep_round_bf16_avx512bf16, {2, {0, 32, 32}}},
#elif defined(__aarch64__)
    [EP_ISA_NEON] = {ep_gemm_bf16_neon, ep_round_bf16_scalar, {1, {0, 6}}},
    [EP_ISA_NEONBF16] = {ep_gemm_bf16_neonbf16, ep_round_bf16_scalar, {1, {0, 6}}},
#endif
};

const ep_gemm_bf16_entry *ep_gemm_bf16_find(ep_isa isa) {
    return isa >= 0 && isa < EP_ISA_COUNT && kernels[isa].kernel ? &kernels[isa] : NULL;
}
