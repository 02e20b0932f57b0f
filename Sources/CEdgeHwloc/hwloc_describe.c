#define _GNU_SOURCE
#include "CEdgeHwloc.h"

#include <dlfcn.h>
#include <hwloc.h>
#include <hwloc/distances.h>
#include <stdlib.h>
#include <string.h>

/// The functions used, by their names in the library: the program itself is not linked with it, so that it also runs
/// where the library is not installed, and starts faster.
typedef struct {
    void *library;
    typeof(&hwloc_get_api_version) api_version;
    typeof(&hwloc_topology_init) init;
    typeof(&hwloc_topology_set_flags) set_flags;
    typeof(&hwloc_topology_set_components) set_components;
    typeof(&hwloc_topology_load) load;
    typeof(&hwloc_topology_destroy) destroy;
    typeof(&hwloc_get_type_depth) type_depth;
    typeof(&hwloc_get_nbobjs_by_depth) count_at;
    typeof(&hwloc_get_obj_by_depth) object_at;
    typeof(&hwloc_cpukinds_get_nr) kinds;
    typeof(&hwloc_distances_get) distances;
    typeof(&hwloc_distances_release) release;
} hwloc_functions;

#define FIND(field, name) \
    if (!(*(void **)&functions->field = dlsym(functions->library, #name))) return -1

static int find_functions(hwloc_functions *functions) {
    functions->library = dlopen("libhwloc.so.15", RTLD_NOW | RTLD_LOCAL);
    if (!functions->library) return 0;
    FIND(api_version, hwloc_get_api_version);
    FIND(init, hwloc_topology_init);
    FIND(set_flags, hwloc_topology_set_flags);
    FIND(set_components, hwloc_topology_set_components);
    FIND(load, hwloc_topology_load);
    FIND(destroy, hwloc_topology_destroy);
    FIND(type_depth, hwloc_get_type_depth);
    FIND(count_at, hwloc_get_nbobjs_by_depth);
    FIND(object_at, hwloc_get_obj_by_depth);
    FIND(kinds, hwloc_cpukinds_get_nr);
    FIND(distances, hwloc_distances_get);
    FIND(release, hwloc_distances_release);
    return 1;
}

static int32_t count(const hwloc_functions *functions, hwloc_topology_t topology, hwloc_obj_type_t type) {
    int depth = functions->type_depth(topology, type);
    return depth == HWLOC_TYPE_DEPTH_UNKNOWN ? 0 : (int32_t)functions->count_at(topology, depth);
}

/// Searched by hand: the header's own helper is an inline function that would tie us to the library.
static void copy_text(hwloc_obj_t object, const char *name, char *text) {
    for (unsigned i = 0; object && i < object->infos_count; i++)
        if (!strcmp(object->infos[i].name, name)) strncpy(text, object->infos[i].value, EP_HWLOC_TEXT - 1);
}

static void copy_distances(const hwloc_functions *functions, hwloc_topology_t topology, ep_hwloc_facts *facts) {
    unsigned found = 1;
    struct hwloc_distances_s *matrix = NULL;
    unsigned long kind = HWLOC_DISTANCES_KIND_FROM_OS | HWLOC_DISTANCES_KIND_MEANS_LATENCY;
    if (functions->distances(topology, &found, &matrix, kind, 0) || !found || !matrix) return;
    if (matrix->nbobjs <= EP_HWLOC_NODES) {
        facts->distance_count = (int32_t)(matrix->nbobjs * matrix->nbobjs);
        for (int32_t i = 0; i < facts->distance_count; i++) facts->distances[i] = (int32_t)matrix->values[i];
    }
    functions->release(topology, matrix);
}

static int fill(const hwloc_functions *functions, ep_hwloc_facts *facts) {
    // What users export for their own tools must not bend our answer.
    static const char *const variables[] = {"HWLOC_FSROOT", "HWLOC_CPUID_PATH", "HWLOC_XMLFILE", "HWLOC_SYNTHETIC",
                                            "HWLOC_COMPONENTS", "HWLOC_THISSYSTEM"};
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) unsetenv(variables[i]);
    setenv("HWLOC_HIDE_ERRORS", "2", 1);
    hwloc_topology_t topology;
    if (functions->init(&topology)) return -1;
    // Without this flag version 2.9 drops cores outside the cpuset and its totals are wrong.
    functions->set_flags(topology, HWLOC_TOPOLOGY_FLAG_INCLUDE_DISALLOWED);
    functions->set_components(topology, HWLOC_TOPOLOGY_COMPONENTS_FLAG_BLACKLIST, "x86");
    if (functions->load(topology)) return -1;
    facts->version = functions->api_version();
    facts->packages = count(functions, topology, HWLOC_OBJ_PACKAGE);
    facts->cores = count(functions, topology, HWLOC_OBJ_CORE);
    facts->cpus = count(functions, topology, HWLOC_OBJ_PU);
    facts->nodes = count(functions, topology, HWLOC_OBJ_NUMANODE);
    facts->kinds = functions->kinds(topology, 0);
    hwloc_obj_t machine = functions->object_at(topology, 0, 0);
    if (machine) facts->memory_bytes = (int64_t)machine->total_memory;
    int depth = functions->type_depth(topology, HWLOC_OBJ_PACKAGE);
    hwloc_obj_t package = depth >= 0 ? functions->object_at(topology, depth, 0) : NULL;
    copy_text(package, "CPUVendor", facts->vendor);
    copy_text(package, "CPUModel", facts->model);
    copy_distances(functions, topology, facts);
    functions->destroy(topology);
    return 1;
}

void ep_hwloc_describe(const void *question, void *answer) {
    (void)question;
    ep_hwloc_facts *facts = answer;
    hwloc_functions functions = {0};
    int found = find_functions(&functions);
    facts->state = found == 1 ? fill(&functions, facts) : found;
}
