#define _GNU_SOURCE
#include "atomic_files.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum { attempts_at_most = 100, usual_mode = 0644 };

static int write_all(int file, const uint8_t *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(file, bytes, count);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return -errno;
        bytes += written;
        count -= (size_t)written;
    }
    return 0;
}

static int write_directly(const char *path, const uint8_t *bytes, size_t count) {
    int file = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
    if (file < 0) return -errno;
    int failure = write_all(file, bytes, count);
    // Some file systems tell only here that there is no room.
    if (close(file) && !failure) failure = -errno;
    return failure;
}

/// Makes a file of a name that nobody else has, and writes that name.
static int open_temporary(int folder, char name[static 32]) {
    for (int attempt = 0; attempt < attempts_at_most; attempt++) {
        uint64_t random = 0;
        if (getrandom(&random, sizeof random, GRND_NONBLOCK) < 0) random = (uint64_t)getpid() << 8 | (uint64_t)attempt;
        snprintf(name, 32, ".%016llx.tmp", (unsigned long long)random);
        int file = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, usual_mode);
        if (file >= 0 || errno != EEXIST) return file < 0 ? -errno : file;
    }
    return -EEXIST;
}

static int replace_in(int folder, const char *name, const uint8_t *bytes, size_t count) {
    char temporary[32];
    int file = open_temporary(folder, temporary);
    if (file < 0) return file;
    int failure = write_all(file, bytes, count);
    if (!failure && fsync(file) && errno != EINVAL) failure = -errno;
    if (close(file) && !failure) failure = -errno;
    if (!failure && renameat(folder, temporary, folder, name)) failure = -errno;
    if (failure) unlinkat(folder, temporary, 0);
    return failure;
}

/// The new name is on the disk only when its folder is.
static void sync_folder(const char *path) {
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return;
    fsync(folder);
    close(folder);
}

static int replace(char *path, const uint8_t *bytes, size_t count) {
    char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    if (!*name) return -EISDIR;
    const char *parent = slash == path ? "/" : slash ? path : ".";
    if (slash) *slash = '\0';
    int folder = open(parent, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return -errno;
    int failure = replace_in(folder, name, bytes, count);
    close(folder);
    if (!failure) sync_folder(parent);
    return failure;
}

int32_t ep_atomic_write(const char *path, const uint8_t *bytes, size_t count) {
    char place[PATH_MAX];
    struct stat status;
    if (stat(path, &status)) {
        if (errno != ENOENT) return -errno;
        if (strlen(path) >= sizeof place) return -ENAMETOOLONG;
        strcpy(place, path);
        return replace(place, bytes, count);
    }
    if (S_ISDIR(status.st_mode)) return -EISDIR;
    if (S_ISFIFO(status.st_mode) || S_ISCHR(status.st_mode)) return write_directly(path, bytes, count);
    if (!S_ISREG(status.st_mode)) return -EINVAL;
    if (!realpath(path, place)) return -errno;
    return replace(place, bytes, count);
}

int32_t ep_atomic_move(const char *from, const char *to) {
    char parent[PATH_MAX];
    if (strlen(to) >= sizeof parent) return -ENAMETOOLONG;
    strcpy(parent, to);
    struct stat status;
    // What is no file, such as a device, would be gone.
    if (!lstat(to, &status) && !S_ISREG(status.st_mode)) return S_ISDIR(status.st_mode) ? -EISDIR : -EINVAL;
    int file = open(from, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0) return -errno;
    int failure = fsync(file) && errno != EINVAL ? -errno : 0;
    close(file);
    if (!failure && rename(from, to)) failure = -errno;
    if (failure) return failure;
    char *slash = strrchr(parent, '/');
    if (slash) *slash = '\0';
    sync_folder(slash == parent ? "/" : slash ? parent : ".");
    return 0;
}
