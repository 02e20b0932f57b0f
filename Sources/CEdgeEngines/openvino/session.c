#include "../session_calls.h"
#include "functions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ov_session {
    struct ep_session base;
    struct ep_openvino *runtime;
    void *compiled;
    void *request;
    void **tensors;
    uint8_t **bytes;
};

/// ONNX's numbers at the places of OpenVINO's.
static const int32_t types[] = {[1] = 9, [2] = 16, [3] = 10, [4] = 1, [5] = 11, [7] = 3, [8] = 5,
                                [9] = 6, [10] = 7, [16] = 2, [17] = 4, [18] = 12, [19] = 13};
enum { type_count = sizeof types / sizeof *types };

static int32_t onnx_type(int own) { return own > 0 && own < type_count ? types[own] : 0; }

static int own_type(int32_t onnx) {
    for (int own = 1; own < type_count; own++) {
        if (types[own] == onnx) return own;
    }
    return 0;
}

static void ov_unload(struct ep_session *base) {
    struct ov_session *session = (struct ov_session *)base;
    struct ep_openvino *runtime = session->runtime;
    for (uint32_t place = 0; session->tensors && place < base->counts[0]; place++) {
        if (session->tensors[place]) runtime->tensor_free(session->tensors[place]);
    }
    if (session->request) runtime->infer_request_free(session->request);
    if (session->compiled) runtime->compiled_model_free(session->compiled);
    for (uint32_t place = 0; session->bytes && place < base->counts[0]; place++) free(session->bytes[place]);
    free(session->tensors);
    free(session->bytes);
    free(session);
}

static bool describe(struct ep_openvino *runtime, const void *found, struct ep_port *port, char reason[EP_REASON]) {
    char *name = NULL;
    // An output that was never named has none.
    if (runtime->port_get_any_name(found, &name) == 0 && name) {
        snprintf(port->name, sizeof port->name, "%s", name);
        runtime->free(name);
    }
    int type = 0;
    struct ov_partial_shape shape = {0};
    if (!ov_is_good(runtime, runtime->port_get_element_type(found, &type), reason) ||
        !ov_is_good(runtime, runtime->port_get_partial_shape(found, &shape), reason))
        return false;
    port->type = onnx_type(type);
    // A rank that is open is told after a run.
    size_t rank = shape.rank.least == shape.rank.most ? (size_t)shape.rank.least : 0;
    bool good = session_take_rank(port, rank, reason);
    for (uint32_t axis = 0; axis < port->rank; axis++) {
        port->sizes[axis] = shape.sizes[axis].least == shape.sizes[axis].most ? shape.sizes[axis].least : -1;
    }
    runtime->partial_shape_free(&shape);
    return good;
}

static bool ov_port(struct ep_session *base, bool is_output, uint32_t place, struct ep_port *port,
                    char reason[EP_REASON]) {
    struct ov_session *session = (struct ov_session *)base;
    struct ep_openvino *runtime = session->runtime;
    void *found = NULL;
    int status = is_output ? runtime->compiled_model_output_by_index(session->compiled, place, &found)
                           : runtime->compiled_model_input_by_index(session->compiled, place, &found);
    if (!ov_is_good(runtime, status, reason)) return false;
    bool good = describe(runtime, found, port, reason);
    runtime->output_const_port_free(found);
    return good;
}

static bool ov_fill(struct ep_session *base, uint32_t place, int32_t type, const int64_t *sizes, uint32_t rank,
                    const uint8_t *bytes, size_t count, char reason[EP_REASON]) {
    struct ov_session *session = (struct ov_session *)base;
    struct ep_openvino *runtime = session->runtime;
    int64_t own[EP_RANK];
    memcpy(own, sizes, rank * sizeof *own);
    uint8_t *copy = session_copy(bytes, count, reason);
    if (!copy) return false;
    void *tensor = NULL;
    struct ov_shape shape = {rank, own};
    if (!ov_is_good(runtime, runtime->tensor_create_from_host_ptr(own_type(type), shape, copy, &tensor), reason) ||
        !ov_is_good(runtime, runtime->infer_request_set_input_tensor_by_index(session->request, place, tensor),
                    reason)) {
        if (tensor) runtime->tensor_free(tensor);
        free(copy);
        return false;
    }
    if (session->tensors[place]) runtime->tensor_free(session->tensors[place]);
    free(session->bytes[place]);
    session->tensors[place] = tensor;
    session->bytes[place] = copy;
    return true;
}

static bool ov_run(struct ep_session *base, char reason[EP_REASON]) {
    struct ov_session *session = (struct ov_session *)base;
    return ov_is_good(session->runtime, session->runtime->infer_request_infer(session->request), reason);
}

static bool ov_output(struct ep_session *base, uint32_t place, struct ep_port *port, const uint8_t **bytes,
                      char reason[EP_REASON]) {
    struct ov_session *session = (struct ov_session *)base;
    struct ep_openvino *runtime = session->runtime;
    void *tensor = NULL;
    void *data = NULL;
    int type = 0;
    struct ov_shape shape = {0};
    if (!ov_port(base, true, place, port, reason) ||
        !ov_is_good(runtime, runtime->infer_request_get_output_tensor_by_index(session->request, place, &tensor),
                    reason))
        return false;
    bool good = ov_is_good(runtime, runtime->tensor_get_element_type(tensor, &type), reason) &&
                ov_is_good(runtime, runtime->tensor_get_shape(tensor, &shape), reason) &&
                ov_is_good(runtime, runtime->tensor_data(tensor, &data), reason) &&
                session_take_rank(port, (size_t)shape.rank, reason);
    port->type = onnx_type(type);
    for (uint32_t axis = 0; good && axis < port->rank; axis++) port->sizes[axis] = shape.sizes[axis];
    if (shape.sizes) runtime->shape_free(&shape);
    // The request keeps the memory; this was only a handle.
    runtime->tensor_free(tensor);
    *bytes = data;
    return good;
}

static const struct session_calls calls = {ov_unload, ov_port, ov_fill, ov_run, ov_output};

/// Makes every size that the model leaves open 1.
static bool bind_shapes(struct ep_openvino *runtime, const void *model, char reason[EP_REASON]) {
    size_t count = 0;
    if (!ov_is_good(runtime, runtime->model_inputs_size(model, &count), reason)) return false;
    for (size_t place = 0; place < count; place++) {
        void *input = NULL;
        struct ov_partial_shape shape = {0};
        if (!ov_is_good(runtime, runtime->model_const_input_by_index(model, place, &input), reason)) return false;
        bool good = ov_is_good(runtime, runtime->port_get_partial_shape(input, &shape), reason);
        runtime->output_const_port_free(input);
        if (!good) return false;
        bool is_open = false;
        for (int64_t axis = 0; shape.rank.least == shape.rank.most && axis < shape.rank.least; axis++) {
            if (shape.sizes[axis].least == shape.sizes[axis].most) continue;
            shape.sizes[axis] = (struct ov_range){1, 1};
            is_open = true;
        }
        if (is_open)
            good = ov_is_good(runtime, runtime->model_reshape_by_port_indexes(model, &place, &shape, 1), reason);
        runtime->partial_shape_free(&shape);
        if (!good) return false;
    }
    return true;
}

/// Whether the engine took a setting as it was asked for.
static bool took(struct ov_session *session, const char *key, const char *asked, char reason[EP_REASON]) {
    char *given = NULL;
    if (session->runtime->compiled_model_get_property(session->compiled, key, &given) != 0 || !given) return true;
    bool is_same = strcmp(given, asked) == 0;
    if (!is_same) snprintf(reason, EP_REASON, "asked for %s %s, it takes %s on this processor", key, asked, given);
    session->runtime->free(given);
    return is_same;
}

static bool compile(struct ov_session *session, const char *path, const char *device, int32_t threads,
                    const char *precision, bool pins, char reason[EP_REASON]) {
    struct ep_openvino *runtime = session->runtime;
    void *model = NULL;
    char count[16];
    snprintf(count, sizeof count, "%d", threads);
    const char *precision_key = "INFERENCE_PRECISION_HINT", *threads_key = "INFERENCE_NUM_THREADS";
    if (!ov_is_good(runtime, runtime->core_read_model(runtime->core, path, NULL, &model), reason)) return false;
    bool good = bind_shapes(runtime, model, reason), is_cpu = strcmp(device, "CPU") == 0;
    if (good && is_cpu) {
        int status = runtime->core_compile_model(
            runtime->core, model, device, 10, &session->compiled, threads_key, count, "NUM_STREAMS", "1",
            "PERFORMANCE_HINT", "LATENCY", precision_key, precision, "ENABLE_CPU_PINNING", pins ? "YES" : "NO");
        good = ov_is_good(runtime, status, reason);
    } else if (good) {
        // Others have no such threads.
        int status = runtime->core_compile_model(runtime->core, model, device, 4, &session->compiled,
                                                 "PERFORMANCE_HINT", "LATENCY", precision_key, precision);
        good = ov_is_good(runtime, status, reason);
    }
    runtime->model_free(model);
    return good && took(session, precision_key, precision, reason) &&
           (!is_cpu || took(session, threads_key, count, reason));
}

struct ep_session *ep_openvino_load(struct ep_openvino *runtime, const char *model, const char *device,
                                    int32_t threads, const char *precision, bool pins, char reason[EP_REASON]) {
    snprintf(reason, EP_REASON, "there is not enough memory");
    struct ov_session *session = calloc(1, sizeof *session);
    if (!session) return NULL;
    session->base.calls = &calls;
    session->runtime = runtime;
    size_t inputs = 0, outputs = 0;
    bool good =
        compile(session, model, device, threads, precision, pins, reason) &&
        ov_is_good(runtime, runtime->compiled_model_create_infer_request(session->compiled, &session->request),
                   reason) &&
        ov_is_good(runtime, runtime->compiled_model_inputs_size(session->compiled, &inputs), reason) &&
        ov_is_good(runtime, runtime->compiled_model_outputs_size(session->compiled, &outputs), reason) &&
        session_take_count(&session->base, false, inputs, reason) &&
        session_take_count(&session->base, true, outputs, reason);
    if (good) {
        session->tensors = calloc(inputs + 1, sizeof(void *));
        session->bytes = calloc(inputs + 1, sizeof(uint8_t *));
        good = session->tensors && session->bytes;
    }
    if (good) return &session->base;
    ov_unload(&session->base);
    return NULL;
}
