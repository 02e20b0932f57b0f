#pragma once
#include "../common/functions.h"
#include "../common/turn_block.h"
#include "attention_f32.h"

// Scores of a block's rows. Vectors of 16 numbers become whatever registers there are.

typedef float lanes __attribute__((vector_size(64)));

INLINE float lanes_sum(const lanes *all) {
    typedef float half __attribute__((vector_size(32)));
    typedef float quarter __attribute__((vector_size(16)));
    half h = __builtin_shufflevector(*all, *all, 0, 1, 2, 3, 4, 5, 6, 7) +
             __builtin_shufflevector(*all, *all, 8, 9, 10, 11, 12, 13, 14, 15);
    quarter q = __builtin_shufflevector(h, h, 0, 1, 2, 3) + __builtin_shufflevector(h, h, 4, 5, 6, 7);
    return (q[0] + q[2]) + (q[1] + q[3]);
}

/// Of few rows, as when one token is made: each key is read once, as it lies.
INLINE void score_as_keys_lie(const ep_attention_block *b, size_t rows) {
#pragma STDC FP_CONTRACT ON
    for (size_t key = 0; key < b->seen[rows - 1]; key++) {
        const float *numbers = b->keys + key * b->key_stride;
        lanes sums[4] = {0};
        size_t i = 0;
        for (; i + 16 <= b->head; i += 16) {
            lanes k, q;
            memcpy(&k, numbers + i, sizeof k);
            for (size_t row = 0; row < rows; row++) {
                memcpy(&q, b->queries[row] + i, sizeof q);
                sums[row] += q * k;
            }
        }
        for (size_t row = 0; row < rows; row++) {
            float sum = lanes_sum(&sums[row]);
            for (size_t rest = i; rest < b->head; rest++) sum += b->queries[row][rest] * numbers[rest];
            b->scores[row * b->score_stride + key] = sum;
        }
    }
}

/// 16 keys, or as many as there are and zeros, with the same element of all side by side.
INLINE void turn_keys(const ep_attention_block *b, size_t first, size_t count) {
    const float *keys = b->keys + first * b->key_stride;
    size_t whole = b->head / 4 * 4, key = 0, row = EP_ATTENTION_KEYS * sizeof(float);
    for (; key + 4 <= count; key += 4)
        for (size_t i = 0; i < whole; i += 4)
            ep_turn_block((const char *)(keys + key * b->key_stride + i), b->key_stride * sizeof(float),
                          (char *)(b->turned + i * EP_ATTENTION_KEYS + key), row);
    for (size_t other = 0; other < EP_ATTENTION_KEYS; other++)
        for (size_t i = other < key ? whole : 0; i < b->head; i++)
            b->turned[i * EP_ATTENTION_KEYS + other] = other < count ? keys[other * b->key_stride + i] : 0;
}

/// Of `rows` rows, 6 at most, and the 16 keys that were turned.
INLINE void score_turned(const ep_attention_block *b, size_t row, size_t rows, size_t first) {
#pragma STDC FP_CONTRACT ON
    lanes sums[6] = {0};
    for (size_t i = 0; i < b->head; i++) {
        lanes k;
        memcpy(&k, b->turned + i * EP_ATTENTION_KEYS, sizeof k);
#pragma clang loop unroll(full)
        for (size_t r = 0; r < rows; r++) sums[r] += b->queries[row + r][i] * k;
    }
#pragma clang loop unroll(full)
    for (size_t r = 0; r < rows; r++) memcpy(b->scores + (row + r) * b->score_stride + first, &sums[r], sizeof(lanes));
}

/// Of many rows, as when a prompt is read: every 16 keys are turned once for all of them.
INLINE void score_turning_keys(const ep_attention_block *b) {
    size_t most = b->seen[b->rows - 1];
    for (size_t first = 0; first < most; first += EP_ATTENTION_KEYS) {
        turn_keys(b, first, most - first < EP_ATTENTION_KEYS ? most - first : EP_ATTENTION_KEYS);
        for (size_t row = 0; row < b->rows; row += 6) {
            switch (b->rows - row) {
            case 1: score_turned(b, row, 1, first); break;
            case 2: score_turned(b, row, 2, first); break;
            case 3: score_turned(b, row, 3, first); break;
            case 4: score_turned(b, row, 4, first); break;
            case 5: score_turned(b, row, 5, first); break;
            default: score_turned(b, row, 6, first); break;
            }
        }
    }
}
