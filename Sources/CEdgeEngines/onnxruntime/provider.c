#include "table.h"

#include <stdio.h>
#include <string.h>

enum { options_at_most = 4 };

struct texts {
    const char *keys[options_at_most], *values[options_at_most];
    size_t count;
};

static void add(struct texts *texts, const char *key, const char *value) {
    texts->keys[texts->count] = key;
    texts->values[texts->count++] = value;
}

bool ep_ort_offers(const struct ep_ort *runtime, const char *provider) {
    char **names = NULL;
    int count = 0;
    char ignored[EP_REASON];
    if (!ORT_TRY(runtime, ignored, GetAvailableProviders, (char ***, int *), &names, &count)) return false;
    bool found = false;
    for (int place = 0; place < count; place++) found = found || strcmp(names[place], provider) == 0;
    ORT_TRY(runtime, ignored, ReleaseAvailableProviders, (char **, int), names, count);
    return found;
}

/// The slots of a provider whose options are a structure of its own.
struct own_options {
    enum slot create, update, append, release;
};

static bool append_with(struct ep_ort *runtime, void *options, struct own_options slots, const struct texts *texts,
                        char reason[EP_REASON]) {
    void *own = NULL;
    if (!ORT_TRY(runtime, reason, slots.create, (void **), &own)) return false;
    bool good = ORT_TRY(runtime, reason, slots.update, (void *, const char *const *, const char *const *, size_t), own,
                        texts->keys, texts->values, texts->count) &&
                ORT_TRY(runtime, reason, slots.append, (void *, const void *), options, own);
    ORT_RELEASE(runtime, slots.release, own);
    return good;
}

static bool append_named(struct ep_ort *runtime, void *options, const char *name, const struct texts *texts,
                         char reason[EP_REASON]) {
    return ORT_TRY(runtime, reason, AppendExecutionProvider,
                   (void *, const char *, const char *const *, const char *const *, size_t), options, name, texts->keys,
                   texts->values, texts->count);
}

static bool append(struct ep_ort *runtime, void *options, const char *provider, const char *device, const char *threads,
                   char reason[EP_REASON]) {
    static const struct own_options cuda = {CreateCUDAOptions, UpdateCUDAOptions, AppendCUDA, ReleaseCUDAOptions};
    static const struct own_options tensorrt = {CreateTensorRTOptions, UpdateTensorRTOptions, AppendTensorRT,
                                                ReleaseTensorRTOptions};
    struct texts texts = {.count = 0};
    if (strcmp(provider, "CUDAExecutionProvider") == 0) {
        add(&texts, "device_id", "0");
        // Numbers of 19 bits are no fp32.
        add(&texts, "use_tf32", "0");
        return append_with(runtime, options, cuda, &texts, reason);
    }
    if (strcmp(provider, "TensorrtExecutionProvider") == 0) {
        add(&texts, "device_id", "0");
        return append_with(runtime, options, tensorrt, &texts, reason);
    }
    if (strcmp(provider, "OpenVINOExecutionProvider") == 0) {
        add(&texts, "device_type", device);
        // Its own choice is less on some processors.
        add(&texts, "precision", strcmp(device, "NPU") == 0 ? "FP16" : "FP32");
        if (strcmp(device, "CPU") == 0) add(&texts, "num_of_threads", threads);
        return append_named(runtime, options, "OpenVINO", &texts, reason);
    }
    if (strcmp(provider, "QNNExecutionProvider") == 0) {
        add(&texts, "backend_path", strcmp(device, "GPU") == 0 ? "libQnnGpu.so" : "libQnnHtp.so");
        return append_named(runtime, options, "QNN", &texts, reason);
    }
    if (strcmp(provider, "XnnpackExecutionProvider") == 0) {
        add(&texts, "intra_op_num_threads", threads);
        return append_named(runtime, options, "XNNPACK", &texts, reason);
    }
    snprintf(reason, EP_REASON, "this program does not know how to hand a model to %s", provider);
    return false;
}

bool ort_append(struct ep_ort *runtime, void *options, const char *provider, const char *device, int32_t threads,
                char reason[EP_REASON]) {
    char count[16];
    snprintf(count, sizeof count, "%d", threads);
    if (!ep_ort_offers(runtime, provider)) {
        snprintf(reason, EP_REASON, "this library has no %s", provider);
        return false;
    }
    runtime->logged[0] = 0;
    if (!append(runtime, options, provider, device, count, reason)) {
        size_t length = strlen(reason);
        if (runtime->logged[0]) snprintf(reason + length, EP_REASON - length, ": %s", runtime->logged);
        return false;
    }
    // What it cannot take would be left to the processor's kernels without a word.
    return ORT_TRY(runtime, reason, AddSessionConfigEntry, (void *, const char *, const char *), options,
                   "session.disable_cpu_ep_fallback", "1");
}

bool ep_ort_tries(struct ep_ort *runtime, const char *provider, const char *device, char reason[EP_REASON]) {
    void *options = ort_options(runtime, 1, reason);
    bool good = options && ort_append(runtime, options, provider, device, 1, reason);
    if (options) ORT_RELEASE(runtime, ReleaseSessionOptions, options);
    return good;
}
