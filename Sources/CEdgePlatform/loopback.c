#define _GNU_SOURCE
#include "loopback.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdbool.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum { sockets_at_most = 1024, sending_seconds = 10 };

static struct sockaddr_in place(uint16_t port) {
    return (struct sockaddr_in){
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)}};
}

int32_t ep_loopback_free_port(void) {
    int handle = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (handle < 0) return -errno;
    struct sockaddr_in any = place(0);
    socklen_t size = sizeof any;
    bool done = bind(handle, (const struct sockaddr *)&any, sizeof any) == 0
                && getsockname(handle, (struct sockaddr *)&any, &size) == 0;
    int failure = errno;
    close(handle);
    return done ? ntohs(any.sin_port) : -failure;
}

int32_t ep_loopback_connect(uint16_t port) {
    int handle = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (handle < 0) return -errno;
    // What is sent are whole requests, and each is waited for.
    int at_once = 1;
    setsockopt(handle, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
    struct timeval limit = {.tv_sec = sending_seconds};
    setsockopt(handle, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    struct sockaddr_in there = place(port);
    if (connect(handle, (const struct sockaddr *)&there, sizeof there) == 0) return handle;
    int failure = errno;
    close(handle);
    return -failure;
}

int32_t ep_sockets_await(const int32_t *sockets, size_t count, uint8_t *ready, int64_t nanoseconds) {
    struct pollfd watched[sockets_at_most];
    if (count > sockets_at_most) return -EINVAL;
    for (size_t i = 0; i < count; i++) watched[i] = (struct pollfd){.fd = sockets[i], .events = POLLIN};
    if (nanoseconds < 0) nanoseconds = 0;
    struct timespec limit = {nanoseconds / 1000000000, nanoseconds % 1000000000};
    int found = ppoll(watched, (nfds_t)count, &limit, NULL);
    for (size_t i = 0; i < count; i++) ready[i] = found > 0 && watched[i].revents != 0;
    return found < 0 && errno != EINTR ? -errno : found < 0 ? 0 : found;
}

void ep_socket_close(int32_t socket) { close(socket); }
