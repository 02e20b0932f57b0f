#define _GNU_SOURCE
#include "machine_lock.h"

#include <errno.h>
#include <poll.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

/// Lines of processes that died while they waited stay in the queue, since nobody takes them out.
enum { lines_at_most = 4096 };

/// The name starts with a zero byte, so that no file stands for it.
static socklen_t address_of(const char *name, struct sockaddr_un *address) {
    *address = (struct sockaddr_un){.sun_family = AF_UNIX};
    size_t length = strnlen(name, sizeof address->sun_path - 1);
    memcpy(address->sun_path + 1, name, length);
    return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + length);
}

int32_t ep_machine_lock(const char *name) {
    struct sockaddr_un address;
    socklen_t length = address_of(name, &address);
    int lock = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (lock < 0) return -errno;
    if (bind(lock, (const struct sockaddr *)&address, length) == 0 && listen(lock, lines_at_most) == 0) return lock;
    int failure = errno;
    close(lock);
    return failure == EADDRINUSE ? EP_LOCK_IS_HELD : -failure;
}

int32_t ep_machine_lock_line(const char *name, int32_t *holder) {
    struct sockaddr_un address;
    socklen_t length = address_of(name, &address);
    *holder = 0;
    int line = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (line < 0) return -errno;
    if (connect(line, (const struct sockaddr *)&address, length)) {
        int failure = errno;
        close(line);
        return -failure;
    }
    struct ucred who = {0};
    socklen_t size = sizeof who;
    if (getsockopt(line, SOL_SOCKET, SO_PEERCRED, &who, &size) == 0) *holder = who.pid;
    return line;
}

int32_t ep_machine_lock_line_ended(int32_t line, int64_t nanoseconds) {
    struct timespec limit = {nanoseconds / 1000000000, nanoseconds % 1000000000};
    struct pollfd watched = {.fd = line, .events = POLLIN};
    return ppoll(&watched, 1, &limit, NULL) > 0;
}

void ep_machine_lock_close(int32_t descriptor) { close(descriptor); }

int32_t ep_machine_lock_is_gone(int32_t failure) { return failure == -ECONNREFUSED; }
