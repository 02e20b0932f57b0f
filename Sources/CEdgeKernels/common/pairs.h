#pragma once
#include "matrix.h"
#include "patches.h"

/// Whether both operands and the destination lie within the address space.
static inline ep_status ep_pairs_check(const ep_pairs *p, const void *destination, const void *left, const void *right,
                                       size_t element_bytes) {
    if (!p->rows || !p->columns) return EP_OK;
    ep_status status = ep_matrix_check(destination, p->rows, p->columns, p->destination_stride, element_bytes);
    if (status == EP_OK) status = ep_matrix_check(left, p->rows, p->columns, p->left_stride, element_bytes);
    if (status != EP_OK) return status;
    size_t rows = p->right_stride ? p->rows : 1, columns = p->right_is_column ? 1 : p->columns;
    return ep_matrix_check(right, rows, columns, p->right_stride ? p->right_stride : columns, element_bytes);
}

/// The same pairs in fewer rows: one, if nothing but elements that follow each other is left.
static inline ep_pairs ep_pairs_joined(ep_pairs p) {
    bool left = p.destination_stride == p.columns && p.left_stride == p.columns;
    bool right = p.right_is_column ? !p.right_stride : p.right_stride == p.columns;
    if (!left || !right) return p;
    p.columns *= p.rows;
    p.rows = p.rows ? 1 : 0;
    return p;
}

/// Where the right operand of a patch begins.
static inline size_t ep_pairs_right(const ep_pairs *p, size_t row, size_t column) {
    return row * p->right_stride + (p->right_is_column ? 0 : column);
}
