#pragma once
#include "session.h"

// LiteRT through the functions of its newer C interface, which change between releases.

struct ep_litert;

/// Opens the library, and calls nothing in it yet: whether it is of the right release is not known.
struct ep_litert *ep_litert_open(const char *library, char reason[EP_REASON]);

/// Makes it ready to load models.
bool ep_litert_begin(struct ep_litert *runtime, char reason[EP_REASON]);

/// - Parameter defines: whether it computes as the format is defined, without its fast kernels.
struct ep_session *ep_litert_load(struct ep_litert *runtime, const char *model, int32_t threads, bool defines,
                                  char reason[EP_REASON]);
