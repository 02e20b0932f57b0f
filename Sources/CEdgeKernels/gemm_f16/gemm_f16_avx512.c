#include "gemm_f16.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx512f"))), apply_to = function)

enum { LANES = 16, MOST_ROWS = 6 };
#include "gemm_f16_wide.h"

static inline __attribute__((always_inline)) void of_rows(const ep_gemm_f16_tile *tile, size_t rows, int groups) {
    switch (rows) {
    case 1: product(tile, 1, groups); break;
    case 2: product(tile, 2, groups); break;
    case 3: product(tile, 3, groups); break;
    case 4: product(tile, 4, groups); break;
    case 5: product(tile, 5, groups); break;
    default: product(tile, 6, groups);
    }
}

void ep_gemm_f16_avx512(const ep_gemm_f16_tile *tile, size_t rows, size_t groups) {
    switch (groups) {
    case 1: of_rows(tile, rows, 1); break;
    case 2: of_rows(tile, rows, 2); break;
    case 3: of_rows(tile, rows, 3); break;
    default: of_rows(tile, rows, 4);
    }
}

#pragma clang attribute pop
#endif
