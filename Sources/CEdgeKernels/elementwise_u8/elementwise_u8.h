#pragma once
#include "CEdgeKernels.h"

/// `count` elements of one row.
typedef struct {
    uint8_t *destination;
    const uint8_t *left, *right;
    size_t count;
} ep_elementwise_u8_row;

typedef void ep_elementwise_u8_kernel(const ep_elementwise_u8_arguments *arguments, ep_elementwise_u8_row row);

ep_elementwise_u8_kernel ep_elementwise_u8_scalar;
#if defined(__x86_64__)
ep_elementwise_u8_kernel ep_elementwise_u8_avx2, ep_elementwise_u8_avx512;
#elif defined(__aarch64__)
ep_elementwise_u8_kernel ep_elementwise_u8_neon;
#endif
