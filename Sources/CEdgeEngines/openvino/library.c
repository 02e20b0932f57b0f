#define _GNU_SOURCE
#include "../session_calls.h"
#include "functions.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// The last line that says something: above it stand places in OpenVINO's source.
static void note(const char *words, char reason[EP_REASON]) {
    size_t end = strlen(words);
    while (end > 0 && (words[end - 1] == '\n' || words[end - 1] == ' ')) end--;
    size_t start = end;
    while (start > 0 && words[start - 1] != '\n') start--;
    snprintf(reason, EP_REASON, "%.*s", (int)(end - start < EP_REASON ? end - start : EP_REASON - 1), words + start);
}

bool ov_is_good(const struct ep_openvino *runtime, int status, char reason[EP_REASON]) {
    if (status == 0) return true;
    const char *words = runtime->get_last_err_msg ? runtime->get_last_err_msg() : NULL;
    if (!words || !*words) words = runtime->get_error_info(status);
    note(words ? words : "it gave no reason", reason);
    return false;
}

static bool take_functions(struct ep_openvino *runtime, void *handle, char reason[EP_REASON]) {
    const char *missing = NULL;
#define TAKEN(answer, name, arguments)                                                                                 \
    runtime->name = (answer(*) arguments)dlsym(handle, "ov_" #name);                                                   \
    if (!runtime->name) missing = "ov_" #name;
    OPENVINO_FUNCTIONS(TAKEN)
#undef TAKEN
    runtime->get_last_err_msg = (const char *(*)(void))dlsym(handle, "ov_get_last_err_msg");
    if (!missing) return true;
    snprintf(reason, EP_REASON, "it has no function %s: it is another library, or one before 2023", missing);
    return false;
}

struct ep_openvino *ep_openvino_open(const char *library, char reason[EP_REASON]) {
    void *handle = session_library(library, reason);
    if (!handle) return NULL;
    // Never freed: the process ends with it.
    struct ep_openvino *runtime = calloc(1, sizeof *runtime);
    struct ov_version version = {0};
    if (!runtime || !take_functions(runtime, handle, reason) ||
        !ov_is_good(runtime, runtime->get_openvino_version(&version), reason) ||
        !ov_is_good(runtime, runtime->core_create(&runtime->core), reason))
        return NULL;
    snprintf(runtime->version, sizeof runtime->version, "%s", version.build ? version.build : "unknown");
    return runtime;
}

bool ep_openvino_finds(const struct ep_openvino *runtime, const char *device) {
    struct ov_devices devices = {0};
    if (runtime->core_get_available_devices(runtime->core, &devices) != 0) return false;
    bool found = false;
    // Where there are several: GPU.0, GPU.1.
    size_t length = strlen(device);
    for (size_t place = 0; place < devices.count; place++) {
        const char *name = devices.names[place];
        found = found || (strncmp(name, device, length) == 0 && (name[length] == 0 || name[length] == '.'));
    }
    runtime->available_devices_free(&devices);
    return found;
}

const char *ep_openvino_version(const struct ep_openvino *runtime) { return runtime->version; }
