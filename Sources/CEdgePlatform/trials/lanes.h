#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/// The registers of a trial: each holds the same four words in every 16 bytes, up to 64.
struct lanes {
    _Alignas(64) uint32_t accumulator[16];
    uint32_t left[16];
    uint32_t right[16];
    uint32_t answer[16];
};

struct four_words {
    uint32_t word[4];
};

static inline void fill_lanes(struct lanes *lanes, struct four_words accumulator, struct four_words left,
                              struct four_words right) {
    for (int i = 0; i < 16; i++) {
        lanes->accumulator[i] = accumulator.word[i % 4];
        lanes->left[i] = left.word[i % 4];
        lanes->right[i] = right.word[i % 4];
        // Nothing computes this by chance.
        lanes->answer[i] = 0xdeadbeef;
    }
}

static inline bool lanes_hold(const struct lanes *lanes, int words, struct four_words expected) {
    for (int i = 0; i < words; i++) {
        if (lanes->answer[i] != expected.word[i % 4]) return false;
    }
    return true;
}

#define WORDS(a, b, c, d) ((struct four_words){{a, b, c, d}})
#define SAME(a) WORDS(a, a, a, a)
#define NONE SAME(0)
