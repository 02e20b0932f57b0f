#pragma once
#include <stddef.h>
#include <stdint.h>

/// Makes a new folder of its own that only this user can enter: `start` and a random ending, written to `path`.
int32_t ep_scratch_make(const char *start, char *path, size_t capacity);

/// Removes a folder with all that is in it, without following links.
int32_t ep_remove_tree(const char *path);

/// Marks a folder as one whose owner lives: a descriptor to be kept as long, or a negative errno.
int32_t ep_scratch_hold(const char *path);
void ep_scratch_release(int32_t descriptor);

/// Removes this user's folders in `place` that begin with `prefix`, end with six letters and are older than that, if
/// nobody holds them: their owners were killed.
void ep_scratch_sweep(const char *place, const char *prefix, int64_t seconds);
