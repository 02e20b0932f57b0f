#pragma once
#include <stdint.h>

// A lock that one process of the machine holds: a local socket of a certain name, which the kernel takes back when the
// process dies, however it does. Containers with a network of their own have names of their own.

/// What taking the lock answers where another process has it; no errno is as low.
enum { EP_LOCK_IS_HELD = -100000 };

/// The descriptor that holds it, or a negative errno.
int32_t ep_machine_lock(const char *name);

/// A line to the holder, which ends when the holder lets go, or a negative errno: -ECONNREFUSED if it has done so.
///
/// Tells who holds it; 0 if it cannot be seen from here.
int32_t ep_machine_lock_line(const char *name, int32_t *holder);

/// Whether the line has ended, which is waited for so long at the most.
int32_t ep_machine_lock_line_ended(int32_t line, int64_t nanoseconds);

/// Closes what the others gave.
void ep_machine_lock_close(int32_t descriptor);

/// Whether a line cannot be had because the holder is gone.
int32_t ep_machine_lock_is_gone(int32_t failure);
