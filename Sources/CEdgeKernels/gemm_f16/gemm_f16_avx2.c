#include "gemm_f16.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma,f16c"))), apply_to = function)

enum { LANES = 8, MOST_ROWS = 6 };
#include "gemm_f16_wide.h"

void ep_gemm_f16_avx2(const ep_gemm_f16_tile *tile, size_t rows, size_t groups) {
    switch (groups) {
    case 4: product(tile, 1, 4); return;
    case 3: product(tile, 1, 3); return;
    case 2: rows == 1 ? product(tile, 1, 2) : product(tile, 2, 2); return;
    default: break;
    }
    switch (rows) {
    case 1: product(tile, 1, 1); break;
    case 2: product(tile, 2, 1); break;
    case 3: product(tile, 3, 1); break;
    case 4: product(tile, 4, 1); break;
    case 5: product(tile, 5, 1); break;
    default: product(tile, 6, 1);
    }
}

#pragma clang attribute pop
#endif
