#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Reading below a root folder. No path leaves it: symbolic links and ".." are resolved as if the root were "/".
// All functions give a negative errno when they fail.

typedef struct {
    /// Negative if the root could not be opened.
    int32_t descriptor;
    /// Paths are resolved here and not by the kernel, as on kernels before 5.6; both give the same answers.
    bool by_hand;
} ep_root;

/// Opens the root itself.
ep_root ep_root_open(const char *path, bool by_hand);
void ep_root_close(ep_root root);

enum { EP_KIND_FILE = 1, EP_KIND_FOLDER = 2, EP_KIND_LINK = 3, EP_KIND_OTHER = 4 };

/// The kind of what `path` leads to, links followed.
int32_t ep_root_kind(ep_root root, const char *path);

/// Opens a regular file for reading and never blocks; -EINVAL for a pipe, a device, a socket; -EISDIR for a folder.
int32_t ep_root_open_file(ep_root root, const char *path);

/// Reads at most `capacity` bytes, fewer only at the end of the file.
int64_t ep_file_read(int32_t file, uint8_t *buffer, size_t capacity);

/// The size that the system gives, or -errno.
int64_t ep_file_size(int32_t file);
void ep_file_close(int32_t file);

/// Writes the names in a folder, each ended by a zero byte, and gives the bytes used; -E2BIG past `capacity` or
/// `count_at_most` names.
int64_t ep_root_list(ep_root root, const char *path, char *buffer, size_t capacity, size_t count_at_most);

/// Writes where the link `path` points (its last step is not followed) and gives the length.
int64_t ep_root_link(ep_root root, const char *path, char *buffer, size_t capacity);

/// Zero if this process may read and write `path`, which may be a device: nothing is opened.
int32_t ep_root_access(ep_root root, const char *path);
