#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum : size_t { EP_GRID_COLUMNS = 16, EP_GRID_GROUPS = 4, EP_GRID_ROWS = 16 };

/// Bytes of rows in a block: beside a panel of weights in the second cache, or within the last.
enum : size_t { EP_GRID_NEAR_BLOCK = 512 << 10, EP_GRID_FAR_BLOCK = 4 << 20 };

/// Blocks that rows are cut into where it costs nothing.
enum : size_t { EP_GRID_BLOCKS = 16 };

/// The largest tiles of a kernel: at most so many groups of 16 columns, and so many rows for each number of groups.
typedef struct {
    uint8_t groups;
    uint8_t rows[EP_GRID_GROUPS + 1];
} ep_grid_shape;

/// A kernel's shapes: for many rows, and for one or two, where wide tiles keep as many sums in flight.
typedef struct {
    ep_grid_shape many, one, two;
} ep_grid_shapes;

static inline ep_grid_shape ep_grid_shape_for(ep_grid_shapes shapes, size_t rows) {
    return rows == 1 ? shapes.one : rows == 2 ? shapes.two : shapes.many;
}

/// A matrix cut into tiles of almost equal size, so that neither rows nor groups of columns are wasted.
///
/// Tiles are numbered so that all rows of a block meet one panel of columns before the next: the panel stays in the first
/// or second cache while rows stream past it. Blocks keep long matrices from streaming from memory, and threads, whose
/// shares are neighbouring numbers, from writing into the same lines: of blocks that many share only the last.
typedef struct {
    size_t columns;
    /// Every part has `part_rows` rows, the first `longer_parts` one more; panels are cut likewise from groups.
    size_t parts, part_rows, longer_parts;
    size_t panels, panel_groups, wider_panels;
    size_t block_parts;
} ep_grid;

/// One tile: rows and groups of 16 columns, of which the last may be narrower.
typedef struct {
    size_t row, rows;
    size_t group, groups, columns;
} ep_grid_tile;

/// Walks over the tiles without a division for each.
typedef struct {
    size_t block, block_parts;
    size_t panel, part;
} ep_grid_place;

static inline size_t ep_grid_smaller(size_t a, size_t b) { return a < b ? a : b; }

static inline size_t ep_grid_count(size_t total, size_t most) { return total / most + (total % most != 0); }

/// `row_bytes` is what one row of the left matrix takes.
static inline ep_grid ep_grid_make(size_t rows, size_t columns, size_t row_bytes, size_t block_bytes,
                                   ep_grid_shape shape) {
    if (!rows || !columns) return (ep_grid){0};
    size_t groups = ep_grid_count(columns, EP_GRID_COLUMNS);
    size_t panels = ep_grid_count(groups, shape.groups);
    size_t parts = ep_grid_count(rows, shape.rows[ep_grid_count(groups, panels)]);
    size_t fitting = block_bytes / (row_bytes + 1) / shape.rows[ep_grid_count(groups, panels)];
    // Every panel comes round again with every block, which only weights that stay near bear often.
    bool is_near = columns <= EP_GRID_NEAR_BLOCK / (row_bytes + 1);
    if (is_near && parts >= 8 * EP_GRID_BLOCKS) fitting = ep_grid_smaller(fitting, ep_grid_count(parts, EP_GRID_BLOCKS));
    return (ep_grid){.columns = columns,
                     .parts = parts,
                     .part_rows = rows / parts,
                     .longer_parts = rows % parts,
                     .panels = panels,
                     .panel_groups = groups / panels,
                     .wider_panels = groups % panels,
                     .block_parts = fitting > 8 ? fitting : 8};
}

static inline size_t ep_grid_tiles(const ep_grid *grid) { return grid->parts * grid->panels; }

/// Where the tile of this number, which exists, lies.
static inline ep_grid_place ep_grid_find(const ep_grid *grid, size_t number) {
    // Only blocks before the last are known to be whole, and they alone are counted here.
    size_t block = number / grid->panels / grid->block_parts;
    size_t rest = number - block * grid->block_parts * grid->panels;
    size_t parts = ep_grid_smaller(grid->block_parts, grid->parts - block * grid->block_parts);
    return (ep_grid_place){
        .block = block * grid->block_parts, .block_parts = parts, .panel = rest / parts, .part = rest % parts};
}

static inline void ep_grid_step(const ep_grid *grid, ep_grid_place *place) {
    if (++place->part < place->block_parts) return;
    place->part = 0;
    if (++place->panel < grid->panels) return;
    place->panel = 0;
    place->block += place->block_parts;
    place->block_parts = ep_grid_smaller(grid->block_parts, grid->parts - place->block);
}

static inline ep_grid_tile ep_grid_at(const ep_grid *grid, const ep_grid_place *place) {
    size_t part = place->block + place->part, panel = place->panel;
    ep_grid_tile tile = {.row = part * grid->part_rows + ep_grid_smaller(part, grid->longer_parts),
                         .rows = grid->part_rows + (part < grid->longer_parts),
                         .group = panel * grid->panel_groups + ep_grid_smaller(panel, grid->wider_panels),
                         .groups = grid->panel_groups + (panel < grid->wider_panels)};
    tile.columns = ep_grid_smaller(tile.groups * EP_GRID_COLUMNS, grid->columns - tile.group * EP_GRID_COLUMNS);
    return tile;
}

/// How many tiles, `most` at most, stand below each other with as many rows as the one at this place; steps past them.
static inline size_t ep_grid_below(const ep_grid *grid, ep_grid_place *place, size_t most) {
    size_t part = place->block + place->part;
    size_t count = place->block_parts - place->part;
    if (part < grid->longer_parts) count = ep_grid_smaller(count, grid->longer_parts - part);
    count = ep_grid_smaller(count, most);
    // The last step may go on to another panel or block.
    place->part += count - 1;
    ep_grid_step(grid, place);
    return count;
}

/// The rows that tiles `first` up to, not including, `end` lie in, and perhaps some more.
static inline void ep_grid_rows(const ep_grid *grid, size_t first, size_t end, size_t *row, size_t *row_end) {
    ep_grid_place from = ep_grid_find(grid, first), to = ep_grid_find(grid, end - 1);
    // Where a panel has come to its end the next begins at the block's first row.
    if (from.panel != to.panel || from.block != to.block) {
        if (grid->panels > 1) from.part = 0, to.part = to.block_parts - 1;
    }
    ep_grid_tile last = ep_grid_at(grid, &to);
    *row = ep_grid_at(grid, &from).row;
    *row_end = last.row + last.rows;
}
