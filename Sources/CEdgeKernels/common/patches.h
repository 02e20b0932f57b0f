#pragma once
#include "../plan.h"

/// Elements in one unit of an operation that treats each by itself, about.
enum : size_t { EP_PATCH_ELEMENTS = 4096 };

/// A matrix cut into patches of whole rows, or of parts of one row where rows are long.
typedef struct {
    size_t rows, columns;
    size_t patch_rows, pieces;
} ep_patches;

typedef struct {
    size_t row, rows;
    size_t column, columns;
} ep_patch;

static inline ep_patches ep_patches_make(size_t rows, size_t columns) {
    if (!rows || !columns) return (ep_patches){.patch_rows = 1};
    size_t fitting = EP_PATCH_ELEMENTS / columns;
    return (ep_patches){.rows = rows,
                        .columns = columns,
                        .patch_rows = fitting ? fitting : 1,
                        .pieces = columns / EP_PATCH_ELEMENTS + (columns % EP_PATCH_ELEMENTS != 0)};
}

static inline size_t ep_patches_units(ep_patches p) {
    return (p.rows / p.patch_rows + (p.rows % p.patch_rows != 0)) * p.pieces;
}

static inline ep_patch ep_patches_at(ep_patches p, size_t number) {
    size_t row = number / p.pieces * p.patch_rows, column = number % p.pieces * EP_PATCH_ELEMENTS;
    size_t rows = p.rows - row, columns = p.columns - column;
    return (ep_patch){.row = row,
                      .rows = rows < p.patch_rows ? rows : p.patch_rows,
                      .column = column,
                      .columns = columns < EP_PATCH_ELEMENTS ? columns : EP_PATCH_ELEMENTS};
}
