#include "../session_calls.h"
#include "edgetpu.h"
#include "functions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct tflite_session {
    struct ep_session base;
    struct ep_tflite *runtime;
    void *model;
    void *delegate;
    void (*release_delegate)(void *);
    void *interpreter;
    /// What the library said last.
    char words[EP_REASON];
};

/// ONNX's numbers at the places of TensorFlow Lite's.
static const int32_t types[] = {[1] = 1, [2] = 6, [3] = 2, [4] = 7, [6] = 9, [7] = 5, [9] = 3, [10] = 10, [11] = 11,
                                [13] = 13, [16] = 12, [17] = 4, [19] = 16};

static void listen(void *data, const char *format, va_list arguments) {
    struct tflite_session *session = data;
    char line[EP_TEXT * 2];
    vsnprintf(line, sizeof line, format, arguments);
    for (char *sign = line; *sign; sign++) {
        if (*sign == '\n') *sign = ' ';
    }
    // Causes come before the places that they were noticed at.
    size_t used = strlen(session->words);
    snprintf(session->words + used, sizeof session->words - used, "%s%s", used ? "; " : "", line);
}

static bool good(struct tflite_session *session, bool is_good, const char *doing, char reason[EP_REASON]) {
    if (!is_good) {
        snprintf(reason, EP_REASON, "%s failed%s%.1500s", doing, *session->words ? ": " : "", session->words);
    }
    session->words[0] = 0;
    return is_good;
}

static void tf_unload(struct ep_session *base) {
    struct tflite_session *session = (struct tflite_session *)base;
    struct ep_tflite *runtime = session->runtime;
    if (session->interpreter) runtime->InterpreterDelete(session->interpreter);
    if (session->delegate) session->release_delegate(session->delegate);
    if (session->model) runtime->ModelDelete(session->model);
    free(session);
}

static const void *tensor_at(struct tflite_session *session, bool is_output, uint32_t place) {
    return is_output ? session->runtime->InterpreterGetOutputTensor(session->interpreter, (int32_t)place)
                     : session->runtime->InterpreterGetInputTensor(session->interpreter, (int32_t)place);
}

static bool tf_port(struct ep_session *base, bool is_output, uint32_t place, struct ep_port *port,
                    char reason[EP_REASON]) {
    struct tflite_session *session = (struct tflite_session *)base;
    struct ep_tflite *runtime = session->runtime;
    const void *tensor = tensor_at(session, is_output, place);
    if (!good(session, tensor != NULL, "finding a tensor", reason)) return false;
    const char *name = runtime->TensorName(tensor);
    snprintf(port->name, sizeof port->name, "%s", name ? name : "");
    int type = runtime->TensorType(tensor);
    port->type = type > 0 && (size_t)type < sizeof types / sizeof *types ? types[type] : 0;
    int32_t rank = runtime->TensorNumDims(tensor);
    if (!session_take_rank(port, rank < 0 ? 0 : (size_t)rank, reason)) return false;
    for (uint32_t axis = 0; axis < port->rank; axis++) port->sizes[axis] = runtime->TensorDim(tensor, (int32_t)axis);
    return true;
}

static bool tf_fill(struct ep_session *base, uint32_t place, int32_t type, const int64_t *sizes, uint32_t rank,
                    const uint8_t *bytes, size_t count, char reason[EP_REASON]) {
    (void)type, (void)sizes, (void)rank;
    struct tflite_session *session = (struct tflite_session *)base;
    void *tensor = session->runtime->InterpreterGetInputTensor(session->interpreter, (int32_t)place);
    return good(session, tensor && session->runtime->TensorCopyFromBuffer(tensor, bytes, count) == 0,
                "filling an input", reason);
}

static bool tf_run(struct ep_session *base, char reason[EP_REASON]) {
    struct tflite_session *session = (struct tflite_session *)base;
    return good(session, session->runtime->InterpreterInvoke(session->interpreter) == 0, "the run", reason);
}

static bool tf_output(struct ep_session *base, uint32_t place, struct ep_port *port, const uint8_t **bytes,
                      char reason[EP_REASON]) {
    struct tflite_session *session = (struct tflite_session *)base;
    if (!tf_port(base, true, place, port, reason)) return false;
    *bytes = session->runtime->TensorData(tensor_at(session, true, place));
    return true;
}

static const struct session_calls calls = {tf_unload, tf_port, tf_fill, tf_run, tf_output};

static bool make_delegate(struct tflite_session *session, int32_t threads, int32_t way, char reason[EP_REASON]) {
    if (way == EP_TFLITE_PLAIN) return true;
    if (way == EP_TFLITE_EDGETPU) {
        session->delegate = edgetpu_delegate(&session->release_delegate, reason);
        return session->delegate != NULL;
    }
    struct xnnpack_options own = session->runtime->XNNPackDelegateOptionsDefault();
    own.threads = threads;
    session->release_delegate = session->runtime->XNNPackDelegateDelete;
    session->delegate = session->runtime->XNNPackDelegateCreate(&own);
    return good(session, session->delegate != NULL, "making XNNPACK ready", reason);
}

static bool make_interpreter(struct tflite_session *session, int32_t threads, int32_t way, char reason[EP_REASON]) {
    struct ep_tflite *runtime = session->runtime;
    void *options = runtime->InterpreterOptionsCreate();
    if (!good(session, options != NULL, "making options", reason)) return false;
    runtime->InterpreterOptionsSetErrorReporter(options, listen, session);
    // What XNNPACK does not take runs on threads of the interpreter's.
    runtime->InterpreterOptionsSetNumThreads(options, threads);
    bool is_done = make_delegate(session, threads, way, reason);
    if (session->delegate) runtime->InterpreterOptionsAddDelegate(options, session->delegate);
    if (is_done) session->interpreter = runtime->InterpreterCreate(session->model, options);
    runtime->InterpreterOptionsDelete(options);
    return is_done && good(session, session->interpreter != NULL, "making the interpreter", reason) &&
           good(session, runtime->InterpreterAllocateTensors(session->interpreter) == 0, "taking memory for tensors",
                reason);
}

struct ep_session *ep_tflite_load(struct ep_tflite *runtime, const char *model, int32_t threads, int32_t way,
                                  char reason[EP_REASON]) {
    snprintf(reason, EP_REASON, "there is not enough memory");
    struct tflite_session *session = calloc(1, sizeof *session);
    if (!session) return NULL;
    session->base.calls = &calls;
    session->runtime = runtime;
    session->model = runtime->ModelCreateFromFile(model);
    if (good(session, session->model != NULL, "reading the file", reason) &&
        make_interpreter(session, threads, way, reason)) {
        int32_t inputs = runtime->InterpreterGetInputTensorCount(session->interpreter);
        int32_t outputs = runtime->InterpreterGetOutputTensorCount(session->interpreter);
        if (session_take_count(&session->base, false, inputs < 0 ? 0 : (size_t)inputs, reason) &&
            session_take_count(&session->base, true, outputs < 0 ? 0 : (size_t)outputs, reason))
            return &session->base;
    }
    tf_unload(&session->base);
    return NULL;
}
