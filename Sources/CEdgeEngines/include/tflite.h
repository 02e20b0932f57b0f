#pragma once
#include "session.h"

// TensorFlow Lite through its older C interface, which is the same in all releases.

struct ep_tflite;

struct ep_tflite *ep_tflite_open(const char *library, char reason[EP_REASON]);
const char *ep_tflite_version(const struct ep_tflite *runtime);

/// - Parameter plain: whether it computes by its built-in kernels, without XNNPACK.
struct ep_session *ep_tflite_load(struct ep_tflite *runtime, const char *model, int32_t threads, bool plain,
                                  char reason[EP_REASON]);
