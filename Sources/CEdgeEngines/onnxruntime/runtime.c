#define _GNU_SOURCE
#include "../session_calls.h"
#include "table.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

/// What the library's one exported function gives.
struct base {
    const function *(*table)(uint32_t version);
    const char *(*version)(void);
};

enum { log_errors = 3, cpu_allocator = 0, default_memory = 0 };

bool ort_is_good(const struct ep_ort *runtime, void *status, char reason[EP_REASON]) {
    if (!status) return true;
    const char *words = ((const char *(*)(const void *))(runtime->table[GetErrorMessage]))(status);
    snprintf(reason, EP_REASON, "%s", words ? words : "it gave no reason");
    ORT_RELEASE(runtime, ReleaseStatus, status);
    return false;
}

/// Prints what a library prints, and keeps it: where a provider fails the status says only that it did.
static void note_logged(void *runtime, int severity, const char *category, const char *id, const char *place,
                        const char *words) {
    (void)severity, (void)category, (void)id, (void)place;
    fprintf(stderr, "%s\n", words);
    snprintf(((struct ep_ort *)runtime)->logged, EP_REASON, "%s", words);
}

static bool prepare(struct ep_ort *runtime, char reason[EP_REASON]) {
    return ORT_TRY(runtime, reason, CreateEnvWithCustomLogger,
                   (void (*)(void *, int, const char *, const char *, const char *, const char *), void *, int,
                    const char *, void **),
                   note_logged, runtime, log_errors, "edgeplan", &runtime->environment) &&
           ORT_TRY(runtime, reason, CreateCpuMemoryInfo, (int, int, void **), cpu_allocator, default_memory,
                   &runtime->memory) &&
           ORT_TRY(runtime, reason, GetAllocatorWithDefaultOptions, (void **), &runtime->allocator);
}

struct ep_ort *ep_ort_open(const char *library, char reason[EP_REASON]) {
    void *handle = session_library(library, reason);
    if (!handle) return NULL;
    void *symbol = dlsym(handle, "OrtGetApiBase");
    const struct base *base = symbol ? ((const struct base *(*)(void))symbol)() : NULL;
    if (!base) {
        snprintf(reason, EP_REASON, "it has no function OrtGetApiBase: it is another library");
        return NULL;
    }
    const function *table = base->table(table_version);
    if (!table) {
        snprintf(reason, EP_REASON, "it is version %s, and 1.13 or later is needed", base->version());
        return NULL;
    }
    // Never freed: the process ends with it.
    struct ep_ort *runtime = calloc(1, sizeof *runtime);
    if (!runtime) return NULL;
    runtime->table = table;
    runtime->version = base->version();
    return prepare(runtime, reason) ? runtime : NULL;
}

const char *ep_ort_version(const struct ep_ort *runtime) { return runtime->version; }
