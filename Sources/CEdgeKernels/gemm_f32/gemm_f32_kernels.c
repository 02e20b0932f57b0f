#include "gemm_f32.h"

static const ep_gemm_f32_entry kernels[EP_ISA_COUNT] = {
    [EP_ISA_SCALAR] = {ep_gemm_f32_scalar, {1, {0, 8}}},
#if defined(__x86_64__)
    [EP_ISA_AVX2] = {ep_gemm_f32_avx2, {1, {0, 6}}},
    [EP_ISA_AVX512] = {ep_gemm_f32_avx512, {4, {0, 8, 8, 8, 6}}},
#elif defined(__aarch64__)
    [EP_ISA_NEON] = {ep_gemm_f32_neon, {1, {0, 6}}},
#endif
};

const ep_gemm_f32_entry *ep_gemm_f32_find(ep_isa isa) {
    return isa >= 0 && isa < EP_ISA_COUNT && kernels[isa].kernel ? &kernels[isa] : NULL;
}
