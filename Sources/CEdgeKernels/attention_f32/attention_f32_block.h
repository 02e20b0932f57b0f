#pragma once
#include "../softmax_f32/softmax_f32_row.h"
#include "attention_f32_scores.h"

// One block of all instruction sets: the file that includes this sets one.

/// The columns from `column` on of some rows' results: `chunks` times 16, of which `columns` are there.
INLINE void mix(const ep_attention_block *b, size_t row, size_t rows, size_t column, size_t chunks, size_t columns) {
#pragma STDC FP_CONTRACT ON
    lanes sums[6] = {0};
    size_t bytes = columns < 16 * chunks ? columns * sizeof(float) : sizeof(lanes) * chunks;
    const float *parts[6];
    for (size_t r = 0; r < rows; r++) parts[r] = b->scores + (row + r) * b->score_stride;
    // What all rows see first; then, key by key, what only the later ones do.
    size_t common = b->seen[row], most = b->seen[row + rows - 1];
    for (size_t key = 0; key < most; key++) {
        lanes values[4] = {0};
        memcpy(values, b->values + key * b->value_stride + column, bytes);
#pragma clang loop unroll(full)
        for (size_t r = 0; r < rows; r++) {
            if (key >= common && key >= b->seen[row + r]) continue;
#pragma clang loop unroll(full)
            for (size_t chunk = 0; chunk < chunks; chunk++) sums[r * chunks + chunk] += parts[r][key] * values[chunk];
        }
    }
#pragma clang loop unroll(full)
    for (size_t r = 0; r < rows; r++) memcpy(b->destinations[row + r] + column, &sums[r * chunks], bytes);
}

/// Wide where rows are few: as many sums have to be in flight.
INLINE void mix_row(const ep_attention_block *b, size_t row, size_t rows, size_t chunks) {
    size_t width = 16 * chunks, column = 0;
    for (; column + width <= b->head; column += width) mix(b, row, rows, column, chunks, width);
    for (; column + 16 <= b->head; column += 16) mix(b, row, rows, column, 1, 16);
    if (column < b->head) mix(b, row, rows, column, 1, b->head - column);
}

INLINE void attend(const ep_attention_block *b) {
    switch (b->rows) {
    case 1: score_as_keys_lie(b, 1); break;
    case 2: score_as_keys_lie(b, 2); break;
    case 3: score_as_keys_lie(b, 3); break;
    case 4: score_as_keys_lie(b, 4); break;
    default: score_turning_keys(b); break;
    }
    for (size_t row = 0; row < b->rows; row++) {
        float *scores = b->scores + row * b->score_stride;
        softmax(scores, scores, b->seen[row], b->scale);
    }
    for (size_t row = 0; row < b->rows; row += 6) {
        switch (b->rows - row) {
        case 1: mix_row(b, row, 1, 4); break;
        case 2: mix_row(b, row, 2, 2); break;
        case 3: mix_row(b, row, 3, 2); break;
        case 4: mix_row(b, row, 4, 1); break;
        case 5: mix_row(b, row, 5, 1); break;
        default: mix_row(b, row, 6, 1); break;
        }
    }
}
