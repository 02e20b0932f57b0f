#pragma once
#include "trial.h"

// What NVIDIA's own libraries say of its cards, asked in a child: they open devices, start threads, and may hang.

enum { EP_NVIDIA_CARDS_AT_MOST = 16 };

/// How far a child came.
enum {
    EP_NVIDIA_NO_LIBRARY = 0,
    /// The library lacks a function that is needed.
    EP_NVIDIA_NO_FUNCTION = 1,
    /// It refused to start; `code` is its own.
    EP_NVIDIA_NOT_STARTED = 2,
    EP_NVIDIA_ANSWERED = 3,
};

struct ep_nvidia_card {
    /// As in `00000000:01:00.0`; empty if it was not told.
    char address[32];
    char name[96];
    uint64_t memory_bytes;
    int32_t capability_major;
    int32_t capability_minor;
};

struct ep_nvidia_answer {
    int32_t step;
    int32_t code;
    int32_t count;
    struct ep_nvidia_card cards[EP_NVIDIA_CARDS_AT_MOST];
};

/// Asks the management library, which needs no context on a card.
struct ep_trial_end ep_trial_nvml(const char *library, uint32_t deadline_milliseconds, struct ep_nvidia_answer *answer);

/// Asks the CUDA driver, which is slow to start but is there where the management library is not.
struct ep_trial_end ep_trial_cuda(const char *library, uint32_t deadline_milliseconds, struct ep_nvidia_answer *answer);
