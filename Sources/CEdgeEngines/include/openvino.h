#pragma once
#include "session.h"

// OpenVINO through the functions that its C library exports.

struct ep_openvino;

struct ep_openvino *ep_openvino_open(const char *library, char reason[EP_REASON]);
const char *ep_openvino_version(const struct ep_openvino *runtime);

/// Whether it finds such a device here: `CPU`, `GPU`, `NPU`.
bool ep_openvino_finds(const struct ep_openvino *runtime, const char *device);

/// - Parameters:
///   - device: one of these.
///   - precision: in OpenVINO's words, what floats are computed in: `f32`, `bf16`. Refused where it would be another.
///   - pins: whether the engine may pin its threads to the CPUs that the process may use.
struct ep_session *ep_openvino_load(struct ep_openvino *runtime, const char *model, const char *device,
                                    int32_t threads, const char *precision, bool pins, char reason[EP_REASON]);
