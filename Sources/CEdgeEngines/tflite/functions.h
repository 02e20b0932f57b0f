#pragma once
#include "tflite.h"

#include <stdarg.h>

// What is used of TensorFlow Lite's C library. A status of zero is good.

/// The first field is all that is set; the library's own structure is smaller, and larger than any register.
struct xnnpack_options {
    int32_t threads;
    uint8_t rest[1020];
};

#define TFLITE_FUNCTIONS(X)                                                                                            \
    X(const char *, Version, (void))                                                                                   \
    X(void *, ModelCreateFromFile, (const char *))                                                                     \
    X(void, ModelDelete, (void *))                                                                                     \
    X(void *, InterpreterOptionsCreate, (void))                                                                        \
    X(void, InterpreterOptionsDelete, (void *))                                                                        \
    X(void, InterpreterOptionsSetNumThreads, (void *, int32_t))                                                        \
    X(void, InterpreterOptionsAddDelegate, (void *, void *))                                                           \
    X(void, InterpreterOptionsSetErrorReporter, (void *, void (*)(void *, const char *, va_list), void *))             \
    X(struct xnnpack_options, XNNPackDelegateOptionsDefault, (void))                                                   \
    X(void *, XNNPackDelegateCreate, (const struct xnnpack_options *))                                                 \
    X(void, XNNPackDelegateDelete, (void *))                                                                           \
    X(void *, InterpreterCreate, (const void *, const void *))                                                         \
    X(void, InterpreterDelete, (void *))                                                                               \
    X(int, InterpreterAllocateTensors, (void *))                                                                       \
    X(int, InterpreterInvoke, (void *))                                                                                \
    X(int32_t, InterpreterGetInputTensorCount, (const void *))                                                         \
    X(int32_t, InterpreterGetOutputTensorCount, (const void *))                                                        \
    X(void *, InterpreterGetInputTensor, (const void *, int32_t))                                                      \
    X(const void *, InterpreterGetOutputTensor, (const void *, int32_t))                                               \
    X(int, TensorType, (const void *))                                                                                 \
    X(int32_t, TensorNumDims, (const void *))                                                                          \
    X(int32_t, TensorDim, (const void *, int32_t))                                                                     \
    X(void *, TensorData, (const void *))                                                                              \
    X(const char *, TensorName, (const void *))                                                                        \
    X(int, TensorCopyFromBuffer, (void *, const void *, size_t))

struct ep_tflite {
#define DECLARED(answer, name, arguments) answer(*name) arguments;
    TFLITE_FUNCTIONS(DECLARED)
#undef DECLARED
};
