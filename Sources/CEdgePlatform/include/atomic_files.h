#pragma once
#include <stddef.h>
#include <stdint.h>

/// Writes a file whole or not at all: a new file beside it takes its name once all is on the disk.
///
/// Links are followed. A pipe or a character device that is there already, such as /dev/stdout, is written as it is.
/// Gives 0 or a negative errno; -EISDIR for a folder, -EINVAL for a disk or a socket; nothing is left behind then.
int32_t ep_atomic_write(const char *path, const uint8_t *bytes, size_t count);

/// Gives a file that is complete another name in the same file system, once all of it is on the disk.
///
/// Gives 0 or a negative errno; the old name is still there then.
int32_t ep_atomic_move(const char *from, const char *to);

/// Makes the folder and all above it that are missing; gives 0 or a negative errno.
int32_t ep_make_folders(const char *path);
