#pragma once
#include "openvino.h"

// What is used of OpenVINO's C library, in its own order of arguments. A status of zero is good.

struct ov_shape {
    int64_t rank;
    int64_t *sizes;
};

/// From a smallest to a largest size; a rank is one too.
struct ov_range {
    int64_t least, most;
};

struct ov_partial_shape {
    struct ov_range rank;
    struct ov_range *sizes;
};

struct ov_version {
    const char *build;
    const char *description;
};

struct ov_devices {
    char **names;
    size_t count;
};

#define OPENVINO_FUNCTIONS(X)                                                                                          \
    X(int, get_openvino_version, (struct ov_version *))                                                                \
    X(int, core_create, (void **))                                                                                     \
    X(int, core_get_available_devices, (const void *, struct ov_devices *))                                            \
    X(void, available_devices_free, (struct ov_devices *))                                                             \
    X(int, core_read_model, (const void *, const char *, const char *, void **))                                       \
    X(int, core_compile_model, (const void *, const void *, const char *, size_t, void **, ...))                       \
    X(int, model_inputs_size, (const void *, size_t *))                                                                \
    X(int, model_const_input_by_index, (const void *, size_t, void **))                                                \
    X(int, model_reshape_by_port_indexes, (const void *, const size_t *, const struct ov_partial_shape *, size_t))     \
    X(void, model_free, (void *))                                                                                      \
    X(int, compiled_model_inputs_size, (const void *, size_t *))                                                       \
    X(int, compiled_model_outputs_size, (const void *, size_t *))                                                      \
    X(int, compiled_model_input_by_index, (const void *, size_t, void **))                                             \
    X(int, compiled_model_output_by_index, (const void *, size_t, void **))                                            \
    X(int, compiled_model_get_property, (const void *, const char *, char **))                                         \
    X(int, compiled_model_create_infer_request, (const void *, void **))                                               \
    X(void, compiled_model_free, (void *))                                                                             \
    X(int, port_get_any_name, (const void *, char **))                                                                 \
    X(int, port_get_element_type, (const void *, int *))                                                               \
    X(int, port_get_partial_shape, (const void *, struct ov_partial_shape *))                                          \
    X(void, partial_shape_free, (struct ov_partial_shape *))                                                           \
    X(void, output_const_port_free, (void *))                                                                          \
    X(int, tensor_create_from_host_ptr, (int, struct ov_shape, void *, void **))                                       \
    X(int, tensor_get_shape, (const void *, struct ov_shape *))                                                        \
    X(int, tensor_get_element_type, (const void *, int *))                                                             \
    X(int, tensor_data, (const void *, void **))                                                                       \
    X(void, tensor_free, (void *))                                                                                     \
    X(int, shape_free, (struct ov_shape *))                                                                            \
    X(int, infer_request_set_input_tensor_by_index, (void *, size_t, const void *))                                    \
    X(int, infer_request_get_output_tensor_by_index, (const void *, size_t, void **))                                  \
    X(int, infer_request_infer, (void *))                                                                              \
    X(void, infer_request_free, (void *))                                                                              \
    X(void, free, (const char *))                                                                                      \
    X(const char *, get_error_info, (int))

struct ep_openvino {
#define DECLARED(answer, name, arguments) answer(*name) arguments;
    OPENVINO_FUNCTIONS(DECLARED)
#undef DECLARED
    /// Newer libraries have it: why the last call of this thread failed.
    const char *(*get_last_err_msg)(void);
    void *core;
    char version[EP_TEXT];
};

/// Notes why a call failed.
bool ov_is_good(const struct ep_openvino *runtime, int status, char reason[EP_REASON]);
