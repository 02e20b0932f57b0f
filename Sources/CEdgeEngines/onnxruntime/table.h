#pragma once
#include "onnxruntime.h"

/// The version of the table that has every slot used here; later libraries give it too.
enum { table_version = 13 };

/// The places of functions in the table, by their names in ONNX Runtime's header.
enum slot {
    GetErrorMessage = 2,
    CreateEnvWithCustomLogger = 4,
    CreateSession = 7,
    Run = 9,
    CreateSessionOptions = 10,
    SetSessionExecutionMode = 13,
    EnableProfiling = 14,
    SetSessionGraphOptimizationLevel = 23,
    SetIntraOpNumThreads = 24,
    SetInterOpNumThreads = 25,
    SessionGetInputCount = 30,
    SessionGetOutputCount = 31,
    SessionGetInputTypeInfo = 33,
    SessionGetOutputTypeInfo = 34,
    SessionGetInputName = 36,
    SessionGetOutputName = 37,
    CreateTensorWithDataAsOrtValue = 49,
    GetTensorMutableData = 51,
    CastTypeInfoToTensorInfo = 55,
    GetTensorElementType = 60,
    GetDimensionsCount = 61,
    GetDimensions = 62,
    GetSymbolicDimensions = 63,
    GetTensorTypeAndShape = 65,
    CreateCpuMemoryInfo = 69,
    AllocatorFree = 76,
    GetAllocatorWithDefaultOptions = 78,
    ReleaseStatus = 93,
    ReleaseSession = 95,
    ReleaseValue = 96,
    ReleaseTypeInfo = 98,
    ReleaseTensorTypeAndShapeInfo = 99,
    ReleaseSessionOptions = 100,
    SessionEndProfiling = 110,
    GetAvailableProviders = 125,
    ReleaseAvailableProviders = 126,
    AddSessionConfigEntry = 130,
    AppendTensorRT = 170,
    CreateTensorRTOptions = 171,
    UpdateTensorRTOptions = 172,
    ReleaseTensorRTOptions = 174,
    AppendCUDA = 204,
    CreateCUDAOptions = 205,
    UpdateCUDAOptions = 206,
    ReleaseCUDAOptions = 208,
    AppendExecutionProvider = 216,
};

typedef void (*function)(void);

struct ep_ort {
    const function *table;
    const char *version;
    void *environment;
    void *memory;
    void *allocator;
    /// The error that it logged last.
    char logged[EP_REASON];
};

/// Calls a slot whose answer is a status, and notes its words.
#define ORT_TRY(runtime, reason, slot, types, ...)                                                                     \
    ort_is_good(runtime, ((void *(*)types)((runtime)->table[slot]))(__VA_ARGS__), reason)
/// Calls a slot that takes something back.
#define ORT_RELEASE(runtime, slot, value) ((void (*)(void *))((runtime)->table[slot]))(value)

/// For a session that uses so many threads; NULL with a reason.
void *ort_options(struct ep_ort *runtime, int32_t threads, char reason[EP_REASON]);

/// Hands all of a model that is loaded with these options to a provider.
bool ort_append(struct ep_ort *runtime, void *options, const char *provider, const char *device, int32_t threads,
                char reason[EP_REASON]);

bool ort_is_good(const struct ep_ort *runtime, void *status, char reason[EP_REASON]);
