#pragma once
#include "ep_isa.h"
#include "ep_status.h"
#include <stddef.h>

/// Work that a plan function has checked: a number of units that may be done in any order and on any thread.
///
/// No sum is split between units, so the outcome is the same for every number of threads.
typedef struct ep_task {
    /// Does units `first` up to, not including, `end`; `scratch` belongs to the calling thread.
    void (*run)(const struct ep_task *task, size_t first, size_t end, void *scratch);
    /// The kernel chosen, to be cast back to its own type by `run`.
    void (*kernel)(void);
    /// The instruction set that was planned for.
    ep_isa isa;
    /// The operation's own arguments; they outlive the task.
    const void *arguments;
    size_t units;
    /// What each thread needs, aligned to 64 bytes.
    size_t scratch_bytes;
    /// About how many operations one unit is, to tell work that is not worth splitting.
    double operations_each;
} ep_task;
