#define _GNU_SOURCE
#include "atomic_files.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>

enum { own_mode = 0755 };

int32_t ep_make_folders(const char *path) {
    char place[PATH_MAX];
    if (strlen(path) >= sizeof place) return -ENAMETOOLONG;
    strcpy(place, path);
    for (char *slash = place + 1; *place && *slash; slash++) {
        if (*slash != '/') continue;
        *slash = '\0';
        if (mkdir(place, own_mode) && errno != EEXIST) return -errno;
        *slash = '/';
    }
    if (mkdir(place, own_mode) && errno != EEXIST) return -errno;
    struct stat status;
    if (stat(place, &status)) return -errno;
    return S_ISDIR(status.st_mode) ? 0 : -ENOTDIR;
}
