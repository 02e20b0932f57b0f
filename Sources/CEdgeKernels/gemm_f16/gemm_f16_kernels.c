#include "gemm_f16.h"

static const ep_gemm_f16_entry kernels[EP_ISA_COUNT] = {
    [EP_ISA_SCALAR] = {ep_gemm_f16_scalar, {.many = {1, {0, 8}}, .one = {1, {0, 1}}, .two = {1, {0, 2}}}},
#if defined(__x86_64__)
    [EP_ISA_AVX2] = {ep_gemm_f16_avx2, {.many = {1, {0, 6}}, .one = {4, {0, 1, 1, 1, 1}}, .two = {2, {0, 2, 2}}}},
    [EP_ISA_AVX512] = {ep_gemm_f16_avx512,
                       {.many = {4, {0, 6, 6, 6, 6}}, .one = {4, {0, 1, 1, 1, 1}}, .two = {4, {0, 2, 2, 2, 2}}}},
    [EP_ISA_AVX512FP16] = {ep_gemm_f16_avx512fp16,
                           {.many = {4, {0, 8, 8, 8, 8}}, .one = {4, {0, 1, 1, 1, 1}}, .two = {4, {0, 2, 2, 2, 2}}}},
#elif defined(__aarch64__)
    [EP_ISA_NEON] = {ep_gemm_f16_neon, {.many = {1, {0, 6}}, .one = {4, {0, 1, 1, 1, 1}}, .two = {2, {0, 2, 2}}}},
#endif
};

const ep_gemm_f16_entry *ep_gemm_f16_find(ep_isa isa) {
    return isa >= 0 && isa < EP_ISA_COUNT && kernels[isa].kernel ? &kernels[isa] : NULL;
}
