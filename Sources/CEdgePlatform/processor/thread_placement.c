#define _GNU_SOURCE
#include "thread_placement.h"

#include <errno.h>
#include <sched.h>
#include <stdlib.h>

enum { cpus_at_most = 16384 };

int32_t ep_place_thread(const int32_t *cpus, uint32_t count) {
    if (!count) return -EINVAL;
    size_t bytes = CPU_ALLOC_SIZE(cpus_at_most);
    cpu_set_t *set = calloc(1, bytes);
    if (!set) return -ENOMEM;
    int32_t failure = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (cpus[i] < 0 || cpus[i] >= cpus_at_most) failure = -EINVAL;
        if (!failure) CPU_SET_S((size_t)cpus[i], bytes, set);
    }
    if (!failure && sched_setaffinity(0, bytes, set)) failure = -errno;
    free(set);
    return failure;
}
