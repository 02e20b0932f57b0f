#define _GNU_SOURCE
#include "../session_calls.h"
#include "functions.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

struct ep_tflite *ep_tflite_open(const char *library, char reason[EP_REASON]) {
    void *handle = session_library(library, reason);
    if (!handle) return NULL;
    // Never freed: the process ends with it.
    struct ep_tflite *runtime = calloc(1, sizeof *runtime);
    if (!runtime) return NULL;
    const char *missing = NULL;
#define TAKEN(answer, name, arguments)                                                                                 \
    runtime->name = (answer(*) arguments)dlsym(handle, "TfLite" #name);                                                \
    if (!runtime->name) missing = "TfLite" #name;
    TFLITE_FUNCTIONS(TAKEN)
#undef TAKEN
    if (!missing) return runtime;
    snprintf(reason, EP_REASON, "it has no function %s: it is another library, or one without XNNPACK", missing);
    return NULL;
}

const char *ep_tflite_version(const struct ep_tflite *runtime) { return runtime->Version(); }
