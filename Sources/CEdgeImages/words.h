#pragma once
#include "CEdgeImages.h"

/// Copies a library's message into the caller's room, cut where it ends.
static inline void keep_words(char *words, const char *message) {
    size_t at = 0;
    for (; message[at] && at + 1 < EP_IMAGE_WORDS; at++) words[at] = message[at];
    words[at] = 0;
}
