#pragma once
#include <stdint.h>

/// From now on the first SIGINT or SIGTERM is kept for `ep_interrupted` to see; a second one ends the process as usual.
void ep_watch_interruption(void);

/// 1 once a signal came.
int32_t ep_interrupted(void);
