#pragma once
#include "../common/matrix.h"
#include "../common/narrow.h"
#include "gemm_bf16.h"

/// Where the residual of a tile begins; null for none.
static inline const void *ep_gemm_bf16_residual_at(const ep_float_matrix *residual, size_t row, size_t column) {
    if (!residual->elements) return NULL;
    return (const char *)residual->elements + (row * residual->stride + column) * ep_float_bytes(residual->type);
}

static inline ep_status ep_gemm_bf16_residual_check(const ep_float_matrix *residual, size_t rows, size_t columns) {
    if (!residual->elements) return EP_OK;
    if (residual->type > EP_FLOAT_BF16) return EP_BAD_SHAPE;
    return ep_matrix_check(residual->elements, rows, columns, residual->stride, ep_float_bytes(residual->type));
}
