#pragma once
#include <stdint.h>

enum { EP_CPUINFO_TEXT = 64, EP_CPUINFO_DESIGNS = 8 };

/// What libcpuinfo says of this machine.
typedef struct {
    /// 1 when all below is filled in; 0 when the library is missing; -1 when it failed.
    int32_t state;
    int32_t packages, cores, cpus;
    char name[EP_CPUINFO_TEXT];
    int32_t design_count;
    /// The library's numbers of micro-architectures, and how many cores have each.
    uint32_t design_numbers[EP_CPUINFO_DESIGNS];
    int32_t design_cores[EP_CPUINFO_DESIGNS];
} ep_cpuinfo_facts;

/// Asks libcpuinfo, opened at run time. Call it in a child: it allocates and may print.
///
/// `answer` is an ep_cpuinfo_facts of zeros; `question` is not used.
void ep_cpuinfo_describe(const void *question, void *answer);

/// The name of one of the library's micro-architectures; null for one that it does not know.
const char *ep_cpuinfo_design(uint32_t number);
