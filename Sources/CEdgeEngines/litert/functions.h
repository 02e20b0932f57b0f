#pragma once
#include "litert.h"

// LiteRT's C functions as version 2.3 exports them; no header is in the package. A status of zero is good.

struct ranked_type {
    uint32_t element;
    /// The low seven bits are the rank, the next one whether there are strides.
    uint32_t rank;
    int32_t sizes[8];
    uint32_t rest[54];
};

#define LITERT_FUNCTIONS(OF)                                                                                           \
    OF(CreateEnvironment, (int, const void *, void **))                                                                \
    OF(CreateModelFromFile, (void *, const char *, void **))                                                           \
    OF(CreateOptions, (void **))                                                                                       \
    OF(SetOptionsHardwareAccelerators, (void *, int))                                                                  \
    OF(CreateOpaqueOptions, (const char *, void *, void (*)(void *), void **))                                         \
    OF(AddOpaqueOptions, (void *, void *))                                                                             \
    OF(CreateCompiledModel, (void *, void *, void *, void **))                                                         \
    OF(CompiledModelIsFullyAccelerated, (void *, bool *))                                                              \
    OF(GetModelSignature, (void *, size_t, void **))                                                                   \
    OF(GetNumSignatureInputs, (void *, size_t *))                                                                      \
    OF(GetNumSignatureOutputs, (void *, size_t *))                                                                     \
    OF(GetSignatureInputName, (void *, size_t, const char **))                                                         \
    OF(GetSignatureOutputName, (void *, size_t, const char **))                                                        \
    OF(GetSignatureInputTensorByIndex, (void *, size_t, void **))                                                      \
    OF(GetSignatureOutputTensorByIndex, (void *, size_t, void **))                                                     \
    OF(GetRankedTensorType, (void *, struct ranked_type *))                                                            \
    OF(GetCompiledModelInputBufferRequirements, (void *, size_t, size_t, void **))                                     \
    OF(GetCompiledModelOutputBufferRequirements, (void *, size_t, size_t, void **))                                    \
    OF(CreateManagedTensorBufferFromRequirements, (void *, const struct ranked_type *, void *, void **))               \
    OF(GetTensorBufferPackedSize, (void *, size_t *))                                                                  \
    OF(LockTensorBuffer, (void *, void **, int))                                                                       \
    OF(UnlockTensorBuffer, (void *))                                                                                   \
    OF(RunCompiledModel, (void *, size_t, size_t, void **, size_t, void **))

#define LITERT_DESTROYERS(OF)                                                                                          \
    OF(DestroyTensorBuffer)                                                                                            \
    OF(DestroyCompiledModel)                                                                                           \
    OF(DestroyModel)                                                                                                   \
    OF(DestroyOptions)

struct ep_litert {
    void *environment;
#define FIELD(name, arguments) int(*name) arguments;
    LITERT_FUNCTIONS(FIELD)
#undef FIELD
#define DESTROYER(name) void (*name)(void *);
    LITERT_DESTROYERS(DESTROYER)
#undef DESTROYER
};
