#pragma once
#include "../common/matrix.h"

/// Whether rows in blocks, of which there are some, lie within the address space.
static inline ep_status ep_block_rows_check(const ep_block_rows *to, size_t rows, size_t depth, size_t block) {
    size_t blocks = depth / block + (depth % block != 0), padded;
    if (!ep_product(blocks, block, &padded)) return EP_OVERFLOW;
    ep_status status = ep_matrix_check(to->values, rows, padded, to->value_stride, 1);
    if (status == EP_OK) status = ep_matrix_check(to->scales, rows, blocks, to->block_stride, sizeof(float));
    if (status == EP_OK) status = ep_matrix_check(to->starts, rows, blocks, to->block_stride, sizeof(int32_t));
    return status;
}
