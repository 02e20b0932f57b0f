#define _GNU_SOURCE
#include "CEdgeCpuinfo.h"

#include <cpuinfo.h>
#include <dlfcn.h>
#include <string.h>

/// The functions used, by their names in the library: the program also runs where it is not installed.
typedef struct {
    void *library;
    typeof(&cpuinfo_initialize) initialize;
    typeof(&cpuinfo_get_packages_count) packages;
    typeof(&cpuinfo_get_cores_count) cores;
    typeof(&cpuinfo_get_processors_count) cpus;
    typeof(&cpuinfo_get_package) package;
    typeof(&cpuinfo_get_uarchs_count) designs;
    typeof(&cpuinfo_get_uarch) design;
} cpuinfo_functions;

#define FIND(field, name) \
    if (!(*(void **)&functions->field = dlsym(functions->library, #name))) return -1

static int find_functions(cpuinfo_functions *functions) {
    functions->library = dlopen("libcpuinfo.so.0", RTLD_NOW | RTLD_LOCAL);
    if (!functions->library) functions->library = dlopen("libcpuinfo.so", RTLD_NOW | RTLD_LOCAL);
    if (!functions->library) return 0;
    FIND(initialize, cpuinfo_initialize);
    FIND(packages, cpuinfo_get_packages_count);
    FIND(cores, cpuinfo_get_cores_count);
    FIND(cpus, cpuinfo_get_processors_count);
    FIND(package, cpuinfo_get_package);
    FIND(designs, cpuinfo_get_uarchs_count);
    FIND(design, cpuinfo_get_uarch);
    return functions->initialize() ? 1 : -1;
}

void ep_cpuinfo_describe(const void *question, void *answer) {
    (void)question;
    ep_cpuinfo_facts *facts = answer;
    cpuinfo_functions functions = {0};
    facts->state = find_functions(&functions);
    if (facts->state != 1) return;
    facts->packages = (int32_t)functions.packages();
    facts->cores = (int32_t)functions.cores();
    facts->cpus = (int32_t)functions.cpus();
    const struct cpuinfo_package *package = functions.package(0);
    if (package) strncpy(facts->name, package->name, EP_CPUINFO_TEXT - 1);
    for (uint32_t i = 0; i < functions.designs() && i < EP_CPUINFO_DESIGNS; i++) {
        const struct cpuinfo_uarch_info *design = functions.design(i);
        if (!design) break;
        facts->design_numbers[i] = (uint32_t)design->uarch;
        facts->design_cores[i] = (int32_t)design->core_count;
        facts->design_count = (int32_t)i + 1;
    }
}
