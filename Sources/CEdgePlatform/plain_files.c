#define _GNU_SOURCE
#include "plain_files.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static int refusal(const struct stat *status) {
    if (S_ISDIR(status->st_mode)) return -EISDIR;
    return S_ISREG(status->st_mode) ? 0 : -EINVAL;
}

int32_t ep_file_open(const char *path) {
    // Looked at before it is opened: opening some devices does something to them.
    struct stat status;
    if (stat(path, &status)) return -errno;
    int failure = refusal(&status);
    if (failure) return failure;
    int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (file < 0) return -errno;
    // And again: it may have been exchanged meanwhile.
    failure = fstat(file, &status) ? -errno : refusal(&status);
    if (failure) close(file);
    return failure ? failure : file;
}

int32_t ep_is_folder(const char *path) {
    struct stat status;
    if (stat(path, &status)) return -errno;
    return S_ISDIR(status.st_mode) ? 1 : 0;
}

int32_t ep_file_remove(const char *path) { return unlink(path) ? -errno : 0; }
