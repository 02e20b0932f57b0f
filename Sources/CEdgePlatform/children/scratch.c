#define _GNU_SOURCE
#include "scratch.h"

#include <errno.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { open_folders = 16 };

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
