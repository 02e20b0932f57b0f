#include "left.h"

static void make_row(const ep_gemm_bf16_arguments *a, ep_round_bf16_kernel *round, size_t row, ep_bf16 *out) {
    if (a->left_type == EP_FLOAT_BF16) {
        memcpy(out, (const ep_bf16 *)a->left + row * a->left_stride, a->depth * sizeof *out);
    } else {
        round(out, (const float *)a->left + row * a->left_stride, a->depth);
    }
    if (a->depth % 2) out[a->depth] = 0;
}

static bool is_made(const ep_gemm_bf16_left *left, size_t part) {
    return part >= left->begun_at ? part < left->made_to : part < left->made_from_start;
}

const ep_bf16 *ep_gemm_bf16_left_at(ep_gemm_bf16_left *left, const ep_gemm_bf16_arguments *a, const ep_grid *grid,
                                    const ep_grid_place *place, const ep_grid_tile *tile) {
    if (left->block != place->block) {
        left->block = place->block;
        left->begun_at = left->made_to = place->part;
        left->made_from_start = 0;
    }
    ep_grid_place start = {.block = place->block};
    ep_bf16 *rows = left->rows + (tile->row - ep_grid_at(grid, &start).row) * left->stride;
    if (!is_made(left, place->part)) {
        for (size_t r = 0; r < tile->rows; r++) make_row(a, left->round, tile->row + r, rows + r * left->stride);
        if (place->part >= left->begun_at) left->made_to = place->part + 1;
        else left->made_from_start = place->part + 1;
    }
    return rows;
}
