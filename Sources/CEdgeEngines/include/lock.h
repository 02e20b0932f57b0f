#pragma once
#include <stddef.h>

/// `engines.lock` as it lies in the repository, `*count` bytes long.
const unsigned char *ep_engines_lock(size_t *count);
