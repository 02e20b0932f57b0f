#include "../session_calls.h"
#include "functions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct litert_session {
    struct ep_session base;
    struct ep_litert *runtime;
    void *model;
    void *compiled;
    /// Of inputs and of outputs.
    void **buffers[2];
    struct ranked_type *types[2];
    /// The output that was read last.
    void *locked;
};

/// ONNX's numbers at the places of TensorFlow Lite's.
static const int32_t types[] = {[1] = 1, [2] = 6, [3] = 2, [4] = 7, [6] = 9, [7] = 5, [9] = 3, [10] = 10, [11] = 11,
                                [13] = 13, [16] = 12, [17] = 4, [19] = 16};

/// Notes in whose course a status came that is not good: the library has no words for it.
static bool good(int status, const char *doing, char reason[EP_REASON]) {
    if (status == 0) return true;
    snprintf(reason, EP_REASON, "%s ended with status %d", doing, status);
    return false;
}

static void lr_unload(struct ep_session *base) {
    struct litert_session *session = (struct litert_session *)base;
    struct ep_litert *runtime = session->runtime;
    for (int side = 0; side < 2; side++) {
        for (uint32_t place = 0; session->buffers[side] && place < base->counts[side]; place++) {
            if (session->buffers[side][place]) runtime->DestroyTensorBuffer(session->buffers[side][place]);
        }
        free(session->buffers[side]);
        free(session->types[side]);
    }
    if (session->compiled) runtime->DestroyCompiledModel(session->compiled);
    if (session->model) runtime->DestroyModel(session->model);
    free(session);
}

static bool lr_port(struct ep_session *base, bool is_output, uint32_t place, struct ep_port *port,
                 char reason[EP_REASON]) {
    struct litert_session *session = (struct litert_session *)base;
    struct ep_litert *runtime = session->runtime;
    void *signature = NULL;
    const char *name = NULL;
    if (!good(runtime->GetModelSignature(session->model, 0, &signature), "reading the signature", reason)) return false;
    int status = is_output ? runtime->GetSignatureOutputName(signature, place, &name)
                           : runtime->GetSignatureInputName(signature, place, &name);
    if (status == 0 && name) snprintf(port->name, sizeof port->name, "%s", name);
    const struct ranked_type *type = &session->types[is_output][place];
    port->type = type->element < sizeof types / sizeof *types ? types[type->element] : 0;
    size_t rank = type->rank & 127;
    if (rank > 8 || !session_take_rank(port, rank, reason)) return false;
    for (uint32_t axis = 0; axis < port->rank; axis++) port->sizes[axis] = type->sizes[axis];
    return true;
}

static bool lr_fill(struct ep_session *base, uint32_t place, int32_t type, const int64_t *sizes, uint32_t rank,
                 const uint8_t *bytes, size_t count, char reason[EP_REASON]) {
    (void)type, (void)sizes, (void)rank;
    struct litert_session *session = (struct litert_session *)base;
    struct ep_litert *runtime = session->runtime;
    void *buffer = session->buffers[0][place];
    size_t size = 0;
    void *own = NULL;
    if (!good(runtime->GetTensorBufferPackedSize(buffer, &size), "sizing an input", reason)) return false;
    if (size != count) {
        snprintf(reason, EP_REASON, "the input takes %zu bytes, not %zu", size, count);
        return false;
    }
    if (!good(runtime->LockTensorBuffer(buffer, &own, 1), "opening an input", reason)) return false;
    memcpy(own, bytes, count);
    return good(runtime->UnlockTensorBuffer(buffer), "closing an input", reason);
}

static bool lr_run(struct ep_session *base, char reason[EP_REASON]) {
    struct litert_session *session = (struct litert_session *)base;
    if (session->locked) session->runtime->UnlockTensorBuffer(session->locked);
    session->locked = NULL;
    return good(session->runtime->RunCompiledModel(session->compiled, 0, base->counts[0], session->buffers[0],
                                                   base->counts[1], session->buffers[1]),
                "the run", reason);
}

static bool lr_output(struct ep_session *base, uint32_t place, struct ep_port *found, const uint8_t **bytes,
                   char reason[EP_REASON]) {
    struct litert_session *session = (struct litert_session *)base;
    if (!lr_port(base, true, place, found, reason)) return false;
    if (session->locked) session->runtime->UnlockTensorBuffer(session->locked);
    session->locked = NULL;
    void *buffer = session->buffers[1][place];
    void *own = NULL;
    if (!good(session->runtime->LockTensorBuffer(buffer, &own, 0), "opening an output", reason)) return false;
    session->locked = buffer;
    *bytes = own;
    return true;
}

static const struct session_calls calls = {lr_unload, lr_port, lr_fill, lr_run, lr_output};

static bool make_buffer(struct litert_session *session, void *signature, bool is_output, size_t place,
                        char reason[EP_REASON]) {
    struct ep_litert *runtime = session->runtime;
    struct ranked_type *type = &session->types[is_output][place];
    void *tensor = NULL, *needed = NULL;
    int found = is_output ? runtime->GetSignatureOutputTensorByIndex(signature, place, &tensor)
                          : runtime->GetSignatureInputTensorByIndex(signature, place, &tensor);
    if (!good(found, "finding a tensor", reason) ||
        !good(runtime->GetRankedTensorType(tensor, type), "reading a tensor's type", reason))
        return false;
    int asked = is_output ? runtime->GetCompiledModelOutputBufferRequirements(session->compiled, 0, place, &needed)
                          : runtime->GetCompiledModelInputBufferRequirements(session->compiled, 0, place, &needed);
    return good(asked, "asking what a tensor needs", reason) &&
           good(runtime->CreateManagedTensorBufferFromRequirements(runtime->environment, type, needed,
                                                                   &session->buffers[is_output][place]),
                "making a tensor's memory", reason);
}

static bool make_buffers(struct litert_session *session, void *signature, bool of_outputs, char reason[EP_REASON]) {
    struct ep_litert *runtime = session->runtime;
    size_t count = 0;
    int status = of_outputs ? runtime->GetNumSignatureOutputs(signature, &count)
                            : runtime->GetNumSignatureInputs(signature, &count);
    if (!good(status, "counting inputs and outputs", reason) ||
        !session_take_count(&session->base, of_outputs, count, reason))
        return false;
    session->buffers[of_outputs] = calloc(count + 1, sizeof(void *));
    session->types[of_outputs] = calloc(count + 1, sizeof(struct ranked_type));
    if (!session->buffers[of_outputs] || !session->types[of_outputs]) {
        snprintf(reason, EP_REASON, "there is not enough memory");
        return false;
    }
    for (size_t place = 0; place < count; place++) {
        if (!make_buffer(session, signature, of_outputs, place, reason)) return false;
    }
    return true;
}

/// What the GPU leaves over would be computed on the processor without a word.
static bool is_taken_whole(struct litert_session *session, int32_t way, char reason[EP_REASON]) {
    bool whole = true;
    if (way != EP_LITERT_GPU) return true;
    if (!good(session->runtime->CompiledModelIsFullyAccelerated(session->compiled, &whole), "asking what the GPU took", reason))
        return false;
    if (!whole) snprintf(reason, EP_REASON, "the GPU takes only parts of the model");
    return whole;
}

static bool compile(struct litert_session *session, const char *model, int32_t threads, int32_t way,
                    char reason[EP_REASON]) {
    struct ep_litert *runtime = session->runtime;
    void *options = NULL, *own = NULL, *signature = NULL;
    char *text = malloc(64);
    if (!text) return false;
    snprintf(text, 64, "num_threads = %d\n%s", threads, way == EP_LITERT_PLAIN ? "kernel_mode = \"reference\"\n" : "");
    // The text is freed with the options that take it.
    bool is_done = good(runtime->CreateModelFromFile(runtime->environment, model, &session->model),
                        "reading the file", reason) &&
                   good(runtime->CreateOptions(&options), "making options", reason) &&
                   good(runtime->SetOptionsHardwareAccelerators(options, way == EP_LITERT_GPU ? 2 : 1), "choosing the processor",
                        reason) &&
                   good(runtime->CreateOpaqueOptions("xnnpack", text, free, &own), "setting threads", reason) &&
                   good(runtime->AddOpaqueOptions(options, own), "setting threads", reason) &&
                   good(runtime->CreateCompiledModel(runtime->environment, session->model, options,
                                                     &session->compiled),
                        "compiling the model", reason) &&
                   is_taken_whole(session, way, reason) &&
                   good(runtime->GetModelSignature(session->model, 0, &signature), "reading the signature", reason) &&
                   make_buffers(session, signature, false, reason) && make_buffers(session, signature, true, reason);
    if (!own) free(text);
    if (options) runtime->DestroyOptions(options);
    return is_done;
}

struct ep_session *ep_litert_load(struct ep_litert *runtime, const char *model, int32_t threads, int32_t way,
                                  char reason[EP_REASON]) {
    snprintf(reason, EP_REASON, "there is not enough memory");
    struct litert_session *session = calloc(1, sizeof *session);
    if (!session) return NULL;
    session->base.calls = &calls;
    session->runtime = runtime;
    if (compile(session, model, threads, way, reason)) return &session->base;
    lr_unload(&session->base);
    return NULL;
}
