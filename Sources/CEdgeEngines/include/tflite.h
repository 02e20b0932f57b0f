#pragma once
#include "session.h"

// TensorFlow Lite through its older C interface, which is the same in all releases.

struct ep_tflite;

struct ep_tflite *ep_tflite_open(const char *library, char reason[EP_REASON]);
const char *ep_tflite_version(const struct ep_tflite *runtime);

/// What computes: XNNPACK, its own built-in kernels, or a Coral Edge TPU.
enum { EP_TFLITE_XNNPACK, EP_TFLITE_PLAIN, EP_TFLITE_EDGETPU };

/// How many Edge TPUs its library finds; -1 with a reason if there is no such library.
int32_t ep_edgetpu_devices(char reason[EP_REASON]);

struct ep_session *ep_tflite_load(struct ep_tflite *runtime, const char *model, int32_t threads, int32_t way,
                                  char reason[EP_REASON]);
