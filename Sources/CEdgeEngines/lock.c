#include "lock.h"

static const unsigned char text[] = {
#embed "engines.lock"
};

const unsigned char *ep_engines_lock(size_t *count) {
    *count = sizeof text;
    return text;
}
