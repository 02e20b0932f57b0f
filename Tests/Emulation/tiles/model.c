#include "model.h"
#include "../../../Sources/CEdgeKernels/common/tiles.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { registers = 8, most_rows = 16, most_bytes = 64 };

// Every thread has registers of its own.
static _Thread_local ep_tile_shapes shapes;
static _Thread_local uint8_t tiles[registers][most_rows][most_bytes];

static _Noreturn void refuse(const char *why) {
    fprintf(stderr, "the model of tiles refuses: %s\n", why);
    exit(3);
}

/// A register that the shapes give rows; the processor faults on others.
static int used(int tile) {
    if (shapes.palette != 1) refuse("nothing is configured");
    if (tile < 0 || tile >= registers || !shapes.rows[tile] || !shapes.row_bytes[tile]) refuse("a register without rows");
    return tile;
}

void model_configure(const void *from) {
    memcpy(&shapes, from, sizeof shapes);
    memset(tiles, 0, sizeof tiles);
    if (shapes.palette != 1 || shapes.start_row) refuse("another palette than 1");
    for (int i = 0; i < 16; i++) {
        bool is_beyond = i >= registers && (shapes.rows[i] || shapes.row_bytes[i]);
        if (is_beyond || shapes.rows[i] > most_rows || shapes.row_bytes[i] > most_bytes) refuse("a register too large");
        if (!shapes.rows[i] != !shapes.row_bytes[i]) refuse("rows without bytes, or bytes without rows");
    }
}

void model_release(void) { shapes = (ep_tile_shapes){0}; }

void model_zero(int tile) { memset(tiles[used(tile)], 0, sizeof tiles[0]); }

void model_load(int tile, const void *start, ptrdiff_t stride) {
    memset(tiles[used(tile)], 0, sizeof tiles[0]);
    for (ptrdiff_t r = 0; r < shapes.rows[tile]; r++)
        memcpy(tiles[tile][r], (const char *)start + r * stride, shapes.row_bytes[tile]);
}

void model_store(int tile, void *start, ptrdiff_t stride) {
    for (ptrdiff_t r = 0; r < shapes.rows[used(tile)]; r++)
        memcpy((char *)start + r * stride, tiles[tile][r], shapes.row_bytes[tile]);
}

/// Fours of the left side's columns are rows of the right one.
static void check_shapes(int sums, int left, int right) {
    if (sums == left || sums == right || left == right) refuse("one register twice");
    bool fits = shapes.rows[used(sums)] == shapes.rows[used(left)] &&
                shapes.row_bytes[sums] == shapes.row_bytes[used(right)] &&
                shapes.row_bytes[left] == 4 * shapes.rows[right];
    if (!fits) refuse("shapes that do not fit each other");
}

void model_multiply_bytes(int sums, int left, int right, int left_is_signed) {
    check_shapes(sums, left, right);
    for (int r = 0; r < shapes.rows[sums]; r++)
        for (int n = 0; n < shapes.row_bytes[sums] / 4; n++) {
            uint32_t sum;
            memcpy(&sum, &tiles[sums][r][4 * n], sizeof sum);
            for (int k = 0; k < shapes.row_bytes[left]; k++) {
                uint8_t byte = tiles[left][r][k];
                int32_t value = left_is_signed ? (int8_t)byte : byte;
                sum += (uint32_t)(value * (int8_t)tiles[right][k / 4][4 * n + k % 4]);
            }
            memcpy(&tiles[sums][r][4 * n], &sum, sizeof sum);
        }
}

static float bf16_at(int tile, int row, int place) {
    float value;
    uint16_t narrow;
    memcpy(&narrow, &tiles[tile][row][2 * place], sizeof narrow);
    uint32_t bits = (uint32_t)narrow << 16;
    memcpy(&value, &bits, sizeof value);
    return value;
}

void model_multiply_bf16(int sums, int left, int right) {
    check_shapes(sums, left, right);
    for (int r = 0; r < shapes.rows[sums]; r++)
        for (int n = 0; n < shapes.row_bytes[sums] / 4; n++) {
            float sum;
            memcpy(&sum, &tiles[sums][r][4 * n], sizeof sum);
            for (int k = 0; k < shapes.row_bytes[left] / 2; k++)
                sum += bf16_at(left, r, k) * bf16_at(right, k / 2, 2 * n + k % 2);
            memcpy(&tiles[sums][r][4 * n], &sum, sizeof sum);
        }
}
