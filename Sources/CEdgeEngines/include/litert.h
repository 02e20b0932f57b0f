#pragma once
#include "session.h"

// LiteRT through the functions of its newer C interface, which change between releases.

struct ep_litert;

/// Opens the library, and calls nothing in it yet: whether it is of the right release is not known.
struct ep_litert *ep_litert_open(const char *library, char reason[EP_REASON]);

/// Makes it ready to load models.
bool ep_litert_begin(struct ep_litert *runtime, char reason[EP_REASON]);

/// Whether the loader finds Vulkan, by which GPUs are reached.
bool ep_litert_finds_vulkan(void);

/// Makes it ready to hand models to a GPU, by the library that lies beside it.
bool ep_litert_begin_gpu(struct ep_litert *runtime, const char *library, char reason[EP_REASON]);

/// On what a model runs: its fast kernels, those that define the format, or the GPU, which takes it whole or not at all.
enum { EP_LITERT_XNNPACK, EP_LITERT_PLAIN, EP_LITERT_GPU };

struct ep_session *ep_litert_load(struct ep_litert *runtime, const char *model, int32_t threads, int32_t way,
                                  char reason[EP_REASON]);
