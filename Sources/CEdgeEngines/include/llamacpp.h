#pragma once
#include "session.h"

// llama.cpp through a small library of our own beside it, compiled against its header when the engine is installed: its
// own structures change from one version to the next.

struct ep_llama;
struct ep_llama_model;

/// The source of that library, `*count` bytes long.
const unsigned char *ep_llama_shim(size_t *count);

/// - Parameter library: ours, which opens llama.cpp's.
struct ep_llama *ep_llama_open(const char *library, char reason[EP_REASON]);

/// What the build was compiled for, in its own words.
const char *ep_llama_system(const struct ep_llama *runtime);

struct ep_llama_model *ep_llama_load(struct ep_llama *runtime, const char *path, int32_t threads,
                                     int32_t prompt_threads, int32_t context_tokens, char reason[EP_REASON]);
void ep_llama_unload(struct ep_llama_model *model);

int32_t ep_llama_vocabulary(const struct ep_llama_model *model);
int32_t ep_llama_context(const struct ep_llama_model *model);

/// Forgets everything, and reads the prompt.
bool ep_llama_prompt(struct ep_llama_model *model, int32_t *tokens, int32_t count, char reason[EP_REASON]);

/// Forgets what came after the first `depth` tokens, and takes one more.
bool ep_llama_token(struct ep_llama_model *model, int32_t depth, int32_t token, char reason[EP_REASON]);

/// One for each word of the vocabulary, after what was read last; NULL if there are none.
const float *ep_llama_scores(const struct ep_llama_model *model);

/// - Returns: how many there are; less than 0 for the room that would be needed.
int32_t ep_llama_tokens(const struct ep_llama_model *model, const char *text, int32_t length, int32_t *tokens,
                        int32_t room);

/// The logarithms of how likely each token from `first` on was found, summed up, and their squares.
bool ep_llama_likelihood(struct ep_llama_model *model, const int32_t *tokens, int32_t count, int32_t first,
                         double *sum, double *squares, char reason[EP_REASON]);

bool ep_llama_quantize(struct ep_llama *runtime, const char *from, const char *to, int32_t type, int32_t threads,
                       bool from_quantized, char reason[EP_REASON]);
