#pragma once
#include <stdint.h>

enum { EP_HWLOC_NODES = 16, EP_HWLOC_TEXT = 96 };

/// What libhwloc says of this machine.
typedef struct {
    /// 1 when all below is filled in; 0 when the library is missing; -1 when it failed.
    int32_t state;
    uint32_t version;
    int32_t packages, cores, cpus, nodes, kinds;
    int64_t memory_bytes;
    char vendor[EP_HWLOC_TEXT], model[EP_HWLOC_TEXT];
    /// Latencies between nodes, relative, row by row; `distance_count` is nodes squared, or 0.
    int32_t distance_count;
    int32_t distances[EP_HWLOC_NODES * EP_HWLOC_NODES];
} ep_hwloc_facts;

/// Asks libhwloc, opened at run time. Call it in a child: it allocates, changes the environment and may print or abort.
///
/// `answer` is an ep_hwloc_facts of zeros; `question` is not used.
void ep_hwloc_describe(const void *question, void *answer);
