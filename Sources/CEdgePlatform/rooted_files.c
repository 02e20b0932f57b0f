#define _GNU_SOURCE
#include "CEdgePlatform.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { path_capacity = 4096, links_at_most = 40 };

/// Takes one step of a path: `done` holds the links-free part so far, without a slash at either end.
static int append_step(char *done, const char *step, size_t length) {
    size_t end = strlen(done);
    if (length == 2 && step[0] == '.' && step[1] == '.') {
        char *slash = strrchr(done, '/');
        *(slash ? slash : done) = '\0';
        return 0;
    }
    if (end + length + 2 > path_capacity) return -ENAMETOOLONG;
    if (end) done[end++] = '/';
    memcpy(done + end, step, length);
    done[end + length] = '\0';
    return 0;
}

/// Puts a link's target in front of what is still to be walked.
static int splice_target(char *rest, const char *target, size_t target_length) {
    char joined[path_capacity];
    int length = snprintf(joined, sizeof joined, "%.*s%s%s", (int)target_length, target, *rest ? "/" : "", rest);
    if (length < 0 || (size_t)length >= sizeof joined) return -ENAMETOOLONG;
    memcpy(rest, joined, (size_t)length + 1);
    return 0;
}

/// Zero if a step may be taken from `done`: as the kernel, which walks through folders only.
static int folder_or_failure(int root, const char *done) {
    struct stat status;
    if (!done[0]) return 0;
    if (fstatat(root, done, &status, AT_SYMLINK_NOFOLLOW)) return -errno;
    return S_ISDIR(status.st_mode) ? 0 : -ENOTDIR;
}

/// Takes the first step off `rest` with the slashes around it; a slash at the very end asks for a folder.
static size_t take_step(char *rest, char *step, bool *needs_folder) {
    size_t skipped = strspn(rest, "/");
    size_t length = strcspn(rest + skipped, "/");
    memcpy(step, rest + skipped, length);
    const char *after = rest + skipped + length;
    size_t slashes = strspn(after, "/");
    after += slashes;
    *needs_folder |= slashes && !*after;
    memmove(rest, after, strlen(after) + 1);
    return length;
}

/// Resolves `path` below `root` by hand, for kernels before 5.6, which lack openat2.
static int resolve(int root, const char *path, bool follow_last, char *done) {
    char rest[path_capacity], step[path_capacity], before[path_capacity], target[path_capacity];
    if (strlen(path) >= sizeof rest) return -ENAMETOOLONG;
    strcpy(rest, path);
    done[0] = '\0';
    int links = 0;
    bool needs_folder = false;
    while (rest[strspn(rest, "/")]) {
        size_t length = take_step(rest, step, &needs_folder);
        int failure = folder_or_failure(root, done);
        if (failure) return failure;
        if (length == 1 && step[0] == '.') continue;
        strcpy(before, done);
        failure = append_step(done, step, length);
        if (failure) return failure;
        if (!rest[0] && !follow_last && !needs_folder) return 0;
        ssize_t target_length = done[0] ? readlinkat(root, done, target, sizeof target) : -1;
        if (target_length < 0) continue;
        if (++links > links_at_most) return -ELOOP;
        strcpy(done, target[0] == '/' ? "" : before);
        failure = splice_target(rest, target, (size_t)target_length);
        if (failure) return failure;
    }
    return needs_folder ? folder_or_failure(root, done) : 0;
}

static int open_rooted(ep_root root, const char *path, int flags) {
    while (*path == '/') path++;
    if (!root.by_hand) {
        struct open_how how = {.flags = (uint64_t)(flags | O_CLOEXEC), .resolve = RESOLVE_IN_ROOT};
        long opened = syscall(SYS_openat2, root.descriptor, *path ? path : ".", &how, sizeof how);
        if (opened >= 0) return (int)opened;
        if (errno != ENOSYS && errno != EPERM && errno != EAGAIN) return -errno;
    }
    char done[path_capacity];
    int failure = resolve(root.descriptor, path, !(flags & O_NOFOLLOW), done);
    if (failure) return failure;
    int file = openat(root.descriptor, done[0] ? done : ".", flags | O_NOFOLLOW | O_CLOEXEC);
    return file < 0 ? -errno : file;
}

ep_root ep_root_open(const char *path, bool by_hand) {
    int root = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    return (ep_root){.descriptor = root < 0 ? -errno : root, .by_hand = by_hand};
}

void ep_root_close(ep_root root) { close(root.descriptor); }

static int32_t kind_of(const struct stat *status) {
    switch (status->st_mode & S_IFMT) {
    case S_IFREG: return EP_KIND_FILE;
    case S_IFDIR: return EP_KIND_FOLDER;
    case S_IFLNK: return EP_KIND_LINK;
    default: return EP_KIND_OTHER;
    }
}

int32_t ep_root_kind(ep_root root, const char *path) {
    int file = open_rooted(root, path, O_PATH);
    if (file < 0) return file;
    struct stat status;
    int32_t kind = fstat(file, &status) ? -errno : kind_of(&status);
    close(file);
    return kind;
}

int32_t ep_root_open_file(ep_root root, const char *path) {
    int file = open_rooted(root, path, O_PATH);
    if (file < 0) return file;
    struct stat status;
    int32_t kind = fstat(file, &status) ? -errno : kind_of(&status);
    close(file);
    if (kind < 0) return kind;
    if (kind == EP_KIND_FOLDER) return -EISDIR;
    if (kind != EP_KIND_FILE) return -EINVAL;
    return open_rooted(root, path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
}

int64_t ep_file_read(int32_t file, uint8_t *buffer, size_t capacity) {
    size_t used = 0;
    while (used < capacity) {
        ssize_t count = read(file, buffer + used, capacity - used);
        if (count == 0) break;
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return -errno;
        used += (size_t)count;
    }
    return (int64_t)used;
}

int64_t ep_file_size(int32_t file) {
    struct stat about;
    return fstat(file, &about) == 0 ? about.st_size : -errno;
}

void ep_file_close(int32_t file) { close(file); }

int64_t ep_root_list(ep_root root, const char *path, char *buffer, size_t capacity, size_t count_at_most) {
    int file = open_rooted(root, path, O_RDONLY | O_DIRECTORY | O_NONBLOCK);
    if (file < 0) return file;
    DIR *folder = fdopendir(file);
    if (!folder) {
        int failure = -errno;
        close(file);
        return failure;
    }
    int64_t used = 0;
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
        size_t length = strlen(entry->d_name) + 1;
        if ((size_t)used + length > capacity || count++ >= count_at_most) {
            used = -E2BIG;
            break;
        }
        memcpy(buffer + used, entry->d_name, length);
        used += (int64_t)length;
    }
    closedir(folder);
    return used;
}

int64_t ep_root_link(ep_root root, const char *path, char *buffer, size_t capacity) {
    int file = open_rooted(root, path, O_PATH | O_NOFOLLOW);
    if (file < 0) return file;
    ssize_t length = readlinkat(file, "", buffer, capacity);
    int64_t result = length < 0 ? -errno : length;
    close(file);
    return result;
}

int32_t ep_root_access(ep_root root, const char *path) {
    int file = open_rooted(root, path, O_PATH);
    if (file < 0) return file;
    char self[64];
    snprintf(self, sizeof self, "/proc/self/fd/%d", file);
    int32_t result = access(self, R_OK | W_OK) ? -errno : 0;
    close(file);
    return result;
}
