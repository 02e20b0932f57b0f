#pragma once
#include <stdint.h>

/// Hands a file to the desktop, which opens it in whatever the user reads such files with.
///
/// The viewer outlives this program. Gives 0 or a negative errno; -ENOENT where there is no desktop to ask.
int32_t ep_open_viewer(const char *path);
