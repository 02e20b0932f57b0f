#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A child: another program, started for work that may crash, hang or eat the memory. It speaks over one socket, which
// it finds as descriptor 3; what it prints, on either output, goes to a pipe of its own.

enum { EP_CHILD_CHANNEL = 3 };

/// What is in force around a child; only what the system really granted is told.
enum {
    EP_CHILD_DIES_WITH_PARENT = 1,
    EP_CHILD_AFFINITY = 2,
    EP_CHILD_ADDRESS_SPACE = 4,
    EP_CHILD_NO_NETWORK = 8,
    EP_CHILD_SCRATCH_WRITES = 16,
    EP_CHILD_LOOPBACK_ONLY = 32,
};

struct ep_child_order {
    /// The program's path, its words and then its variables, each ended by a zero byte.
    const char *texts;
    size_t texts_bytes;
    uint32_t word_count;
    /// None for wherever the system puts it.
    const int32_t *cpus;
    uint32_t cpu_count;
    /// 0 for no limit.
    uint64_t address_space_bytes;
    /// Nothing outside this folder can be written; NULL for no limit.
    const char *scratch;
    /// Besides it what lies in /dev, for work on an accelerator.
    bool devices;
    bool no_network;
    /// With `no_network`: sockets of the internet's families all the same, in a network with nothing but a loopback; and
    /// a /dev/shm of its own besides the folder, which goes with it.
    bool loopback;
};

/// A started child, or the errno for which there is none.
struct ep_child {
    int32_t pid;
    /// Becomes readable when the child ends; -1 on kernels before 5.3.
    int32_t process;
    int32_t channel;
    int32_t prints;
    uint32_t isolation;
    int32_t error;
};

struct ep_child ep_child_start(const struct ep_child_order *order);

enum { EP_CHILD_SPEAKS = 1, EP_CHILD_PRINTS = 2 };

/// Sleeps until the child speaks or prints or hangs up; 0 at the deadline or when a signal came.
int32_t ep_child_await(const struct ep_child *child, bool watches_prints, int64_t nanoseconds);

/// What came, at most `capacity` bytes; 0 when the other side is gone, a negative errno otherwise.
int64_t ep_descriptor_read(int32_t descriptor, uint8_t *buffer, size_t capacity);

/// Sends all of it, without a signal if the other side is gone.
int32_t ep_channel_send(int32_t channel, const uint8_t *bytes, size_t count);

struct ep_child_end {
    /// Of the exit; -1 if a signal ended it.
    int32_t status;
    int32_t signal;
    /// It had to be killed here.
    bool was_killed;
    int64_t peak_resident_bytes;
    int64_t processor_nanoseconds;
};

/// Waits so long, then kills it and all that it started; closes its descriptors.
struct ep_child_end ep_child_end(struct ep_child *child, int64_t nanoseconds);
void ep_child_kill(const struct ep_child *child);
