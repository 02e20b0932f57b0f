#define _GNU_SOURCE
#include "scratch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { open_folders = 16, ending_letters = 6 };

int32_t ep_scratch_make(const char *start, char *path, size_t capacity) {
    static const char ending[] = "XXXXXX";
    size_t length = strlen(start);
    if (length + sizeof ending > capacity) return -ENAMETOOLONG;
    memcpy(path, start, length);
    memcpy(path + length, ending, sizeof ending);
    return mkdtemp(path) ? 0 : -errno;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place) {
    (void)status, (void)place;
    int failure = kind == FTW_DP || kind == FTW_D || kind == FTW_DNR ? rmdir(path) : unlink(path);
    return failure && errno != ENOENT ? errno : 0;
}

int32_t ep_remove_tree(const char *path) {
    int answer = nftw(path, remove_one, open_folders, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
    if (answer < 0) return errno == ENOENT ? 0 : -errno;
    return -answer;
}

int32_t ep_scratch_hold(const char *path) {
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (folder < 0) return -errno;
    if (flock(folder, LOCK_EX | LOCK_NB) == 0) return folder;
    int failure = errno;
    close(folder);
    return -failure;
}

void ep_scratch_release(int32_t descriptor) { close(descriptor); }

/// Whether it is this user's and older than that: a young one may not be held yet.
static int is_forsaken(int folder, int64_t seconds) {
    struct stat status;
    if (fstat(folder, &status)) return 0;
    return status.st_uid == geteuid() && time(NULL) - status.st_mtime > seconds;
}

void ep_scratch_sweep(const char *place, const char *prefix, int64_t seconds) {
    DIR *folder = opendir(place);
    if (!folder) return;
    size_t length = strlen(prefix);
    struct dirent *entry;
    while ((entry = readdir(folder))) {
        if (strncmp(entry->d_name, prefix, length) || strlen(entry->d_name) != length + ending_letters) continue;
        if (strchr(entry->d_name + length, '-')) continue;
        char path[4096];
        int written = snprintf(path, sizeof path, "%s/%s", place, entry->d_name);
        if (written < 0 || (size_t)written >= sizeof path) continue;
        int32_t held = ep_scratch_hold(path);
        if (held < 0) continue;
        if (is_forsaken(held, seconds)) ep_remove_tree(path);
        ep_scratch_release(held);
    }
    closedir(folder);
}
