#define _GNU_SOURCE
#include "../session_calls.h"
#include "functions.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

static bool take_functions(struct ep_litert *runtime, void *handle, char reason[EP_REASON]) {
    const char *missing = NULL;
#define TAKEN(name, arguments)                                                                                         \
    runtime->name = (int(*) arguments)dlsym(handle, "LiteRt" #name);                                                   \
    if (!runtime->name) missing = "LiteRt" #name;
    LITERT_FUNCTIONS(TAKEN)
#undef TAKEN
#define DESTROYER(name)                                                                                                \
    runtime->name = (void (*)(void *))dlsym(handle, "LiteRt" #name);                                                   \
    if (!runtime->name) missing = "LiteRt" #name;
    LITERT_DESTROYERS(DESTROYER)
#undef DESTROYER
    if (!missing) return true;
    snprintf(reason, EP_REASON, "it has no function %s: it is another library, or of another release", missing);
    return false;
}

struct ep_litert *ep_litert_open(const char *library, char reason[EP_REASON]) {
    void *handle = session_library(library, reason);
    if (!handle) return NULL;
    // Never freed: the process ends with it.
    struct ep_litert *runtime = calloc(1, sizeof *runtime);
    return runtime && take_functions(runtime, handle, reason) ? runtime : NULL;
}

bool ep_litert_begin(struct ep_litert *runtime, char reason[EP_REASON]) {
    int status = runtime->CreateEnvironment(0, NULL, &runtime->environment);
    if (status != 0) snprintf(reason, EP_REASON, "it made no environment (status %d)", status);
    return status == 0;
}

bool ep_litert_finds_vulkan(void) {
    void *handle = dlopen("libvulkan.so.1", RTLD_NOW | RTLD_LOCAL);
    if (handle) dlclose(handle);
    return handle;
}

bool ep_litert_begin_gpu(struct ep_litert *runtime, const char *library, char reason[EP_REASON]) {
    // An environment looks for it by its name alone, which the loader knows once it is open.
    return session_library(library, reason) && ep_litert_begin(runtime, reason);
}
