#define _GNU_SOURCE
#include "CEdgePlatform.h"

#include <string.h>
#include <unistd.h>

size_t ep_c_library_version(char *buffer, size_t capacity) {
    if (capacity == 0) return 0;
    buffer[0] = '\0';
#ifdef _CS_GNU_LIBC_VERSION
    if (confstr(_CS_GNU_LIBC_VERSION, buffer, capacity) == 0) buffer[0] = '\0';
#endif
    return strnlen(buffer, capacity);
}
