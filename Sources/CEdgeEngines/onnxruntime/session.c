#include "../session_calls.h"
#include "table.h"

#include <stdio.h>
#include <stdlib.h>

enum { optimization_all = 99, execution_sequential = 0 };

struct ort_session {
    struct ep_session base;
    struct ep_ort *runtime;
    void *session;
    char **names[2];
    void **inputs;
    uint8_t **input_bytes;
    void **outputs;
    /// Whether every run gives outputs of the same shapes, so that their memory can be used again.
    bool outputs_stay;
};

void *ort_options(struct ep_ort *runtime, int32_t threads, char reason[EP_REASON]) {
    void *options = NULL;
    if (!ORT_TRY(runtime, reason, CreateSessionOptions, (void **), &options)) return NULL;
    if (ORT_TRY(runtime, reason, SetIntraOpNumThreads, (void *, int), options, threads) &&
        ORT_TRY(runtime, reason, SetInterOpNumThreads, (void *, int), options, 1) &&
        ORT_TRY(runtime, reason, SetSessionExecutionMode, (void *, int), options, execution_sequential) &&
        ORT_TRY(runtime, reason, SetSessionGraphOptimizationLevel, (void *, int), options, optimization_all))
        return options;
    ORT_RELEASE(runtime, ReleaseSessionOptions, options);
    return NULL;
}

static bool take_names(struct ort_session *session, int side, char reason[EP_REASON]) {
    size_t count = 0;
    if (!ORT_TRY(session->runtime, reason, side ? SessionGetOutputCount : SessionGetInputCount, (void *, size_t *),
                 session->session, &count))
        return false;
    if (!session_take_count(&session->base, side, count, reason)) return false;
    session->names[side] = calloc(count + 1, sizeof(char *));
    if (!session->names[side]) return false;
    for (size_t place = 0; place < count; place++) {
        if (!ORT_TRY(session->runtime, reason, side ? SessionGetOutputName : SessionGetInputName,
                     (void *, size_t, void *, char **), session->session, place, session->runtime->allocator,
                     &session->names[side][place]))
            return false;
    }
    return true;
}

static void release_values(struct ort_session *session, void **values, uint32_t count) {
    for (uint32_t place = 0; values && place < count; place++) {
        if (values[place]) ORT_RELEASE(session->runtime, ReleaseValue, values[place]);
        values[place] = NULL;
    }
}

static void ort_unload(struct ep_session *base) {
    struct ort_session *session = (struct ort_session *)base;
    struct ep_ort *runtime = session->runtime;
    release_values(session, session->inputs, session->base.counts[0]);
    release_values(session, session->outputs, session->base.counts[1]);
    for (uint32_t place = 0; session->input_bytes && place < session->base.counts[0]; place++) {
        free(session->input_bytes[place]);
    }
    char ignored[EP_REASON];
    for (int side = 0; side < 2; side++) {
        for (uint32_t place = 0; session->names[side] && place < session->base.counts[side]; place++) {
            ORT_TRY(runtime, ignored, AllocatorFree, (void *, void *), runtime->allocator, session->names[side][place]);
        }
        free(session->names[side]);
    }
    if (session->session) ORT_RELEASE(runtime, ReleaseSession, session->session);
    free(session->inputs);
    free(session->input_bytes);
    free(session->outputs);
    free(session);
}

/// Fills in type and shape; `info` stays its owner's.
static bool describe(struct ep_ort *runtime, const void *info, struct ep_port *port, char reason[EP_REASON]) {
    size_t rank = 0;
    if (!ORT_TRY(runtime, reason, GetTensorElementType, (const void *, int *), info, &port->type)) return false;
    if (!ORT_TRY(runtime, reason, GetDimensionsCount, (const void *, size_t *), info, &rank)) return false;
    if (!session_take_rank(port, rank, reason)) return false;
    const char *symbols[EP_RANK] = {0};
    if (!ORT_TRY(runtime, reason, GetDimensions, (const void *, int64_t *, size_t), info, port->sizes, rank) ||
        !ORT_TRY(runtime, reason, GetSymbolicDimensions, (const void *, const char **, size_t), info, symbols, rank))
        return false;
    for (size_t axis = 0; axis < rank; axis++) {
        if (symbols[axis]) snprintf(port->symbols[axis], sizeof port->symbols[axis], "%s", symbols[axis]);
    }
    return true;
}

static bool ort_port(struct ep_session *base, bool is_output, uint32_t place, struct ep_port *port,
                 char reason[EP_REASON]) {
    struct ort_session *session = (struct ort_session *)base;
    struct ep_ort *runtime = session->runtime;
    snprintf(port->name, sizeof port->name, "%s", session->names[is_output][place]);
    void *type = NULL;
    const void *info = NULL;
    if (!ORT_TRY(runtime, reason, is_output ? SessionGetOutputTypeInfo : SessionGetInputTypeInfo,
                 (void *, size_t, void **), session->session, place, &type))
        return false;
    bool good = ORT_TRY(runtime, reason, CastTypeInfoToTensorInfo, (void *, const void **), type, &info);
    if (good && !info) snprintf(reason, EP_REASON, "\"%s\" is no tensor", port->name);
    good = good && info && describe(runtime, info, port, reason);
    ORT_RELEASE(runtime, ReleaseTypeInfo, type);
    return good;
}

static bool ort_fill(struct ep_session *base, uint32_t place, int32_t type, const int64_t *sizes, uint32_t rank,
                 const uint8_t *bytes, size_t count, char reason[EP_REASON]) {
    struct ort_session *session = (struct ort_session *)base;
    uint8_t *copy = session_copy(bytes, count, reason);
    if (!copy) return false;
    if (session->inputs[place]) ORT_RELEASE(session->runtime, ReleaseValue, session->inputs[place]);
    free(session->input_bytes[place]);
    session->input_bytes[place] = copy;
    session->inputs[place] = NULL;
    return ORT_TRY(session->runtime, reason, CreateTensorWithDataAsOrtValue,
                   (void *, void *, size_t, const int64_t *, size_t, int, void **), session->runtime->memory, copy,
                   count, sizes, rank, type, &session->inputs[place]);
}

static bool ort_run(struct ep_session *base, char reason[EP_REASON]) {
    struct ort_session *session = (struct ort_session *)base;
    if (!session->outputs_stay) release_values(session, session->outputs, session->base.counts[1]);
    return ORT_TRY(session->runtime, reason, Run,
                   (void *, const void *, char *const *, void *const *, size_t, char *const *, size_t, void **),
                   session->session, NULL, session->names[0], session->inputs, session->base.counts[0], session->names[1],
                   session->base.counts[1], session->outputs);
}

static bool ort_output(struct ep_session *base, uint32_t place, struct ep_port *port, const uint8_t **bytes,
                   char reason[EP_REASON]) {
    struct ort_session *session = (struct ort_session *)base;
    struct ep_ort *runtime = session->runtime;
    void *info = NULL;
    void *data = NULL;
    snprintf(port->name, sizeof port->name, "%s", session->names[1][place]);
    if (!session->outputs[place]) {
        snprintf(reason, EP_REASON, "it has not run yet");
        return false;
    }
    if (!ORT_TRY(runtime, reason, GetTensorTypeAndShape, (void *, void **), session->outputs[place], &info))
        return false;
    bool good = describe(runtime, info, port, reason);
    ORT_RELEASE(runtime, ReleaseTensorTypeAndShapeInfo, info);
    good = good &&
           ORT_TRY(runtime, reason, GetTensorMutableData, (void *, void **), session->outputs[place], &data);
    *bytes = data;
    return good;
}

static const struct session_calls calls = {ort_unload, ort_port, ort_fill, ort_run, ort_output};

static bool have_fixed_shapes(struct ort_session *session) {
    char ignored[EP_REASON];
    for (uint32_t place = 0; place < session->base.counts[1]; place++) {
        struct ep_port port;
        if (!ep_session_port(&session->base, true, place, &port, ignored)) return false;
        for (uint32_t axis = 0; axis < port.rank; axis++) {
            if (port.sizes[axis] < 0) return false;
        }
    }
    return true;
}

struct ep_session *ep_ort_load(struct ep_ort *runtime, const char *model, int32_t threads, const char *provider,
                               const char *device, char reason[EP_REASON]) {
    snprintf(reason, EP_REASON, "there is not enough memory");
    struct ort_session *session = calloc(1, sizeof *session);
    if (!session) return NULL;
    session->base.calls = &calls;
    session->runtime = runtime;
    void *options = ort_options(runtime, threads, reason);
    bool good = options && (!provider || ort_append(runtime, options, provider, device, threads, reason)) &&
                ORT_TRY(runtime, reason, CreateSession, (void *, const char *, void *, void **), runtime->environment,
                        model, options, &session->session);
    if (options) ORT_RELEASE(runtime, ReleaseSessionOptions, options);
    good = good && take_names(session, 0, reason) && take_names(session, 1, reason);
    if (good) {
        session->inputs = calloc(session->base.counts[0] + 1, sizeof(void *));
        session->input_bytes = calloc(session->base.counts[0] + 1, sizeof(uint8_t *));
        session->outputs = calloc(session->base.counts[1] + 1, sizeof(void *));
        good = session->inputs && session->input_bytes && session->outputs;
        session->outputs_stay = good && have_fixed_shapes(session);
    }
    if (good) return &session->base;
    ort_unload(&session->base);
    return NULL;
}

static bool run_again(struct ort_session *session, void *traced, uint32_t runs, char reason[EP_REASON]) {
    uint32_t count = session->base.counts[1];
    void **outputs = calloc(count + 1, sizeof(void *));
    bool good = outputs;
    for (uint32_t run = 0; good && run < runs; run++) {
        good = ORT_TRY(session->runtime, reason, Run,
                       (void *, const void *, char *const *, void *const *, size_t, char *const *, size_t, void **),
                       traced, NULL, session->names[0], session->inputs, session->base.counts[0], session->names[1],
                       count, outputs);
        release_values(session, outputs, count);
    }
    free(outputs);
    return good;
}

static bool end_trace(struct ep_ort *runtime, void *traced, char *path, size_t capacity, char reason[EP_REASON]) {
    char *written = NULL;
    if (!ORT_TRY(runtime, reason, SessionEndProfiling, (void *, void *, char **), traced, runtime->allocator, &written))
        return false;
    bool fits = snprintf(path, capacity, "%s", written) < (int)capacity;
    if (!fits) snprintf(reason, EP_REASON, "the path of its trace is too long");
    char ignored[EP_REASON];
    ORT_TRY(runtime, ignored, AllocatorFree, (void *, void *), runtime->allocator, written);
    return fits;
}

bool ep_ort_trace(struct ep_session *base, const char *model, int32_t threads, uint32_t runs, const char *prefix,
                  char *path, size_t capacity, char reason[EP_REASON]) {
    struct ort_session *session = (struct ort_session *)base;
    struct ep_ort *runtime = session->runtime;
    void *traced = NULL;
    void *options = ort_options(runtime, threads, reason);
    bool good = options && ORT_TRY(runtime, reason, EnableProfiling, (void *, const char *), options, prefix) &&
                ORT_TRY(runtime, reason, CreateSession, (void *, const char *, void *, void **), runtime->environment,
                        model, options, &traced);
    if (options) ORT_RELEASE(runtime, ReleaseSessionOptions, options);
    good = good && run_again(session, traced, runs, reason) && end_trace(runtime, traced, path, capacity, reason);
    if (traced) ORT_RELEASE(runtime, ReleaseSession, traced);
    return good;
}
