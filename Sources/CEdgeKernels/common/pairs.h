#pragma once
#include "matrix.h"
#include "patches.h"
#include <string.h>

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

static inline size_t ep_pairs_smaller(size_t a, size_t b) { return a < b ? a : b; }

/// Where the right operand of a patch begins.
static inline size_t ep_pairs_right(const ep_pairs *p, size_t row, size_t column) {
    return row * p->right_stride + (p->right_is_column ? 0 : column);
}

/// `count` elements of one row, or of several that follow each other.
typedef struct {
    void *destination;
    const void *left, *right;
    size_t count;
} ep_pairs_row;

/// Combines the elements of a row as an operation's own arguments say.
typedef void ep_pairs_kernel(const void *arguments, ep_pairs_row row);

/// The three sides of an operation on pairs.
typedef struct {
    ep_pairs pairs;
    void *destination;
    const void *left, *right;
    size_t element_bytes;
} ep_pairs_operands;

/// Room for copies of a short right row.
enum : size_t { EP_PAIRS_COPIES = 2048 };

/// How many rows a kernel may take as one, the right row beside itself: calls for a few elements cost more than those.
static inline size_t ep_pairs_together(const ep_pairs *p, size_t element_bytes) {
    bool is_dense = p->destination_stride == p->columns && p->left_stride == p->columns;
    bool repeats = !p->right_stride && !p->right_is_column;
    size_t fitting = EP_PAIRS_COPIES / element_bytes / (p->columns + !p->columns);
    return is_dense && repeats && fitting > 1 ? ep_pairs_smaller(fitting, p->rows) : 1;
}

/// The units of the task that combines the pairs.
static inline size_t ep_pairs_units(ep_pairs pairs) {
    pairs = ep_pairs_joined(pairs);
    return ep_patches_units(ep_patches_make(pairs.rows, pairs.columns));
}

/// Combines the pairs of these units.
static inline void ep_pairs_run(const ep_pairs_operands *o, size_t first, size_t end, ep_pairs_kernel *kernel,
                                const void *arguments) {
    ep_pairs pairs = ep_pairs_joined(o->pairs);
    ep_patches patches = ep_patches_make(pairs.rows, pairs.columns);
    size_t bytes = o->element_bytes, together = ep_pairs_together(&pairs, bytes);
    _Alignas(64) char copies[EP_PAIRS_COPIES];
    for (size_t row = 0; together > 1 && row < together; row++)
        memcpy(copies + row * pairs.columns * bytes, o->right, pairs.columns * bytes);
    for (size_t number = first; number < end; number++) {
        ep_patch patch = ep_patches_at(patches, number);
        for (size_t row = patch.row, below; row < patch.row + patch.rows; row += below) {
            below = ep_pairs_smaller(together, patch.row + patch.rows - row);
            const char *right = (const char *)o->right + ep_pairs_right(&pairs, row, patch.column) * bytes;
            kernel(arguments,
                   (ep_pairs_row){(char *)o->destination + (row * pairs.destination_stride + patch.column) * bytes,
                                  (const char *)o->left + (row * pairs.left_stride + patch.column) * bytes,
                                  together > 1 ? copies : right, below * patch.columns});
        }
    }
}
