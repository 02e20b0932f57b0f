#pragma once
#include <stddef.h>
#include <stdint.h>

// Sockets to programs of this machine that listen on 127.0.0.1, and to nobody else.

/// A port that nobody has just now; a negative errno where there is none.
int32_t ep_loopback_free_port(void);

/// A socket to who listens on a port; a negative errno if nobody does.
int32_t ep_loopback_connect(uint16_t port);

/// Sleeps until one of the sockets has something to read or hangs up, and marks all that do; how many they are.
int32_t ep_sockets_await(const int32_t *sockets, size_t count, uint8_t *ready, int64_t nanoseconds);

void ep_socket_close(int32_t socket);
