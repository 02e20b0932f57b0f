#pragma once
#include <stdint.h>

// Files that the user names, with links followed as usual. All functions give a negative errno when they fail.

/// Opens a regular file for reading and never blocks; -EINVAL for a pipe, a device, a socket; -EISDIR for a folder.
int32_t ep_file_open(const char *path);

/// 1 if `path` is a folder, 0 if it is anything else.
int32_t ep_is_folder(const char *path);

/// Removes a file, never a folder.
int32_t ep_file_remove(const char *path);
