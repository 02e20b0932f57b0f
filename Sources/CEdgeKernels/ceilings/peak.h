#pragma once
#include "CEdgeKernels.h"

// Every loop is written in assembly, from its first operand to its last branch, so that no optimizer can hoist, narrow
// or spill. Its accumulators are so many that none is waited for, its operands ordinary finite numbers: zeros would save
// power on some processors, and denormals would fall into microcode.

/// Accumulators where there are 16 registers and where there are 32.
enum { EP_PEAK_FEW = 12, EP_PEAK_MANY = 24 };

#define EP_EACH_FEW "0,1,2,3,4,5,6,7,8,9,10,11"
#define EP_EACH_MANY EP_EACH_FEW ",12,13,14,15,16,17,18,19,20,21,22,23"

typedef void ep_peak_loop(uint64_t steps);

#if defined(__x86_64__)
ep_peak_loop ep_peak_fp32_avx2, ep_peak_int8_avx2, ep_peak_int8_avxvnni, ep_peak_fp32_avx512, ep_peak_int8_avx512vnni,
    ep_peak_bf16_avx512bf16, ep_peak_fp16_avx512fp16, ep_peak_int8_amxint8, ep_peak_bf16_amxbf16;

#define EP_CLOBBERS_16 \
    "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", \
        "xmm13", "xmm14", "xmm15"
#define EP_CLOBBERS_32 \
    EP_CLOBBERS_16, "xmm16", "xmm17", "xmm18", "xmm19", "xmm20", "xmm21", "xmm22", "xmm23", "xmm24", "xmm25", \
        "xmm26", "xmm27", "xmm28", "xmm29", "xmm30", "xmm31"
#elif defined(__aarch64__)
ep_peak_loop ep_peak_fp32_neon, ep_peak_int8_neon, ep_peak_int8_dotprod, ep_peak_int8_i8mm, ep_peak_bf16_neonbf16,
    ep_peak_fp32_sve, ep_peak_int8_sve;

/// Of one SVE register; only where SVE is available.
uint64_t ep_peak_sve_bytes(void);

#define EP_CLOBBERS_32 \
    "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", \
        "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31"
#endif
