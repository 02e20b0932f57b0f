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
    if (length == 0 || (length == 1 && step[0] == '.')) return 0;
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
    int length = snprintf(joined, sizeof joined, "%.*s/%s", (int)target_length, target, rest);
    if (length < 0 || (size_t)length >= sizeof joined) return -ENAMETOOLONG;
    memcpy(rest, joined, (size_t)length + 1);
    return 0;
}

/// Resolves `path` below `root` by hand, for kernels before 5.6, which lack openat2.
static int resolve(int root, const char *path, bool follow_last, char *done) {
    char rest[path_capacity];
    if (strlen(path) >= sizeof rest) return -ENAMETOOLONG;
    strcpy(rest, path);
    done[0] = '\0';
    int links = 0;
    while (rest[0]) {
        size_t length = strcspn(rest, "/");
        bool is_last = rest[length] == '\0';
        char step[path_capacity];
        memcpy(step, rest, length);
        memmove(rest, rest + length + !is_last, strlen(rest + length + !is_last) + 1);
        char before[path_capacity];
        strcpy(before, done);
        int failure = append_step(done, step, length);
        if (failure) return failure;
        if (is_last && !follow_last) return 0;
        char target[path_capacity];
        ssize_t target_length = done[0] ? readlinkat(root, done, target, sizeof target) : -1;
        if (target_length < 0) continue;
        if (++links > links_at_most) return -ELOOP;
        strcpy(done, target[0] == '/' ? "" : before);
        failure = splice_target(rest, target, (size_t)target_length);
        if (failure) return failure;
    }
    return 0;
}

static int open_rooted(int root, const char *path, int flags) {
    while (*path == '/') path++;
    struct open_how how = {.flags = (uint64_t)(flags | O_CLOEXEC), .resolve = RESOLVE_IN_ROOT};
    long opened = syscall(SYS_openat2, root, *path ? path : ".", &how, sizeof how);
    if (opened >= 0) return (int)opened;
    if (errno != ENOSYS && errno != EPERM && errno != EAGAIN) return -errno;
    char done[path_capacity];
    int failure = resolve(root, path, !(flags & O_NOFOLLOW), done);
    if (failure) return failure;
    int file = openat(root, done[0] ? done : ".", flags | O_NOFOLLOW | O_CLOEXEC);
    return file < 0 ? -errno : file;
}

int32_t ep_root_open(const char *path) {
    int root = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    return root < 0 ? -errno : root;
}

void ep_root_close(int32_t root) { close(root); }

static int32_t kind_of(const struct stat *status) {
    switch (status->st_mode & S_IFMT) {
    case S_IFREG: return EP_KIND_FILE;
    case S_IFDIR: return EP_KIND_FOLDER;
    case S_IFLNK: return EP_KIND_LINK;
    default: return EP_KIND_OTHER;
    }
}

int32_t ep_root_kind(int32_t root, const char *path) {
    int file = open_rooted(root, path, O_PATH);
    if (file < 0) return file;
    struct stat status;
    int32_t kind = fstat(file, &status) ? -errno : kind_of(&status);
    close(file);
    return kind;
}

int32_t ep_root_open_file(int32_t root, const char *path) {
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

void ep_file_close(int32_t file) { close(file); }

int64_t ep_root_list(int32_t root, const char *path, char *buffer, size_t capacity) {
    int file = open_rooted(root, path, O_RDONLY | O_DIRECTORY | O_NONBLOCK);
    if (file < 0) return file;
    DIR *folder = fdopendir(file);
    if (!folder) {
        int failure = -errno;
        close(file);
        return failure;
    }
    int64_t used = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
        size_t length = strlen(entry->d_name) + 1;
        if ((size_t)used + length > capacity) {
            used = -E2BIG;
            break;
        }
        memcpy(buffer + used, entry->d_name, length);
        used += (int64_t)length;
    }
    closedir(folder);
    return used;
}

int64_t ep_root_link(int32_t root, const char *path, char *buffer, size_t capacity) {
    int file = open_rooted(root, path, O_PATH | O_NOFOLLOW);
    if (file < 0) return file;
    ssize_t length = readlinkat(file, "", buffer, capacity);
    int64_t result = length < 0 ? -errno : length;
    close(file);
    return result;
}

int32_t ep_root_access(int32_t root, const char *path) {
    int file = open_rooted(root, path, O_PATH);
    if (file < 0) return file;
    char self[64];
    snprintf(self, sizeof self, "/proc/self/fd/%d", file);
    int32_t result = access(self, R_OK | W_OK) ? -errno : 0;
    close(file);
    return result;
}
