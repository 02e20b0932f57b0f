#pragma once
#include <stddef.h>
#include <stdint.h>

/// Makes a new folder of its own that only this user can enter: `start` and a random ending, written to `path`.
int32_t ep_scratch_make(const char *start, char *path, size_t capacity);

/// Removes a folder with all that is in it, without following links.
int32_t ep_remove_tree(const char *path);
