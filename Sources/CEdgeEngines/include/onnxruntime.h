#pragma once
#include "session.h"

// ONNX Runtime through its table of functions, whose slots never move.

struct ep_ort;

struct ep_ort *ep_ort_open(const char *library, char reason[EP_REASON]);
const char *ep_ort_version(const struct ep_ort *runtime);

/// Whether the library has a provider, by its registered name: `CUDAExecutionProvider`.
bool ep_ort_offers(const struct ep_ort *runtime, const char *provider);

/// Whether models can be handed to it; what it needs is opened for that.
///
/// - Parameter device: in OpenVINO's words, the kind of processor: `CPU`, `GPU`, `NPU`.
bool ep_ort_tries(struct ep_ort *runtime, const char *provider, const char *device, char reason[EP_REASON]);

/// - Parameter provider: NULL for the library's own kernels. Another takes all of the model, or it is refused.
struct ep_session *ep_ort_load(struct ep_ort *runtime, const char *model, int32_t threads, const char *provider,
                               const char *device, char reason[EP_REASON]);

/// Runs a session's model on its inputs in a session of its own that writes down what each node takes.
///
/// - Parameters:
///   - base: of the library's own kernels.
///   - prefix: how the trace's path begins; its whole path is told.
bool ep_ort_trace(struct ep_session *base, const char *model, int32_t threads, uint32_t runs, const char *prefix,
                  char *path, size_t capacity, char reason[EP_REASON]);
