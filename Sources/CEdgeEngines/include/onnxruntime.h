#pragma once
#include "session.h"

// ONNX Runtime through its table of functions, whose slots never move.

struct ep_ort;

struct ep_ort *ep_ort_open(const char *library, char reason[EP_REASON]);
const char *ep_ort_version(const struct ep_ort *runtime);

struct ep_session *ep_ort_load(struct ep_ort *runtime, const char *model, int32_t threads, char reason[EP_REASON]);
