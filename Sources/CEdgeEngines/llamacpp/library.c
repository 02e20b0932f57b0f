#define _GNU_SOURCE
#include "llamacpp.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

#include "../session_calls.h"

static const unsigned char shim[] = {
#embed "shim.c"
};

const unsigned char *ep_llama_shim(size_t *count) {
    *count = sizeof shim;
    return shim;
}

/// Of the functions that `shim.c` exports.
enum { interface = 1 };

struct ep_llama {
    const char *(*system)(void);
    void *(*load)(const char *, int32_t, int32_t, int32_t, char *, size_t);
    void (*unload)(void *);
    int32_t (*vocabulary)(const void *);
    int32_t (*context)(const void *);
    bool (*prompt)(void *, int32_t *, int32_t, char *, size_t);
    bool (*token)(void *, int32_t, int32_t, char *, size_t);
    const float *(*scores)(void *);
    int32_t (*tokens)(const void *, const char *, int32_t, int32_t *, int32_t);
    bool (*likelihood)(void *, const int32_t *, int32_t, int32_t, double *, double *, char *, size_t);
    bool (*quantize)(const char *, const char *, int32_t, int32_t, bool, char *, size_t);
};

struct ep_llama_model {
    const struct ep_llama *runtime;
    void *loaded;
};

struct ep_llama *ep_llama_open(const char *library, char reason[EP_REASON]) {
    void *handle = session_library(library, reason);
    if (!handle) return NULL;
    int32_t (*number)(void) = (int32_t(*)(void))dlsym(handle, "edgeplan_llama_interface");
    void (*start)(void) = (void (*)(void))dlsym(handle, "edgeplan_llama_start");
    if (!number || !start) {
        snprintf(reason, EP_REASON, "it is another library: not the one that is built for llama.cpp");
        return NULL;
    }
    if (number() != interface) {
        snprintf(reason, EP_REASON, "it was made by another version of this program; install the engine again");
        return NULL;
    }
    struct ep_llama *runtime = calloc(1, sizeof *runtime);
    if (!runtime) {
        snprintf(reason, EP_REASON, "there is not enough memory");
        return NULL;
    }
    struct {
        const char *name;
        void **function;
    } functions[] = {
        {"edgeplan_llama_system", (void **)&runtime->system},
        {"edgeplan_llama_load", (void **)&runtime->load},
        {"edgeplan_llama_unload", (void **)&runtime->unload},
        {"edgeplan_llama_vocabulary", (void **)&runtime->vocabulary},
        {"edgeplan_llama_context", (void **)&runtime->context},
        {"edgeplan_llama_prompt", (void **)&runtime->prompt},
        {"edgeplan_llama_token", (void **)&runtime->token},
        {"edgeplan_llama_scores", (void **)&runtime->scores},
        {"edgeplan_llama_tokens", (void **)&runtime->tokens},
        {"edgeplan_llama_likelihood", (void **)&runtime->likelihood},
        {"edgeplan_llama_quantize", (void **)&runtime->quantize},
    };
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        *functions[i].function = dlsym(handle, functions[i].name);
        if (*functions[i].function) continue;
        snprintf(reason, EP_REASON, "it has no function %s", functions[i].name);
        free(runtime);
        return NULL;
    }
    start();
    return runtime;
}

const char *ep_llama_system(const struct ep_llama *runtime) { return runtime->system(); }

struct ep_llama_model *ep_llama_load(struct ep_llama *runtime, const char *path, int32_t threads,
                                     int32_t prompt_threads, int32_t context_tokens, char reason[EP_REASON]) {
    struct ep_llama_model *model = calloc(1, sizeof *model);
    if (!model) {
        snprintf(reason, EP_REASON, "there is not enough memory");
        return NULL;
    }
    model->runtime = runtime;
    model->loaded = runtime->load(path, threads, prompt_threads, context_tokens, reason, EP_REASON);
    if (model->loaded) return model;
    free(model);
    return NULL;
}

void ep_llama_unload(struct ep_llama_model *model) {
    model->runtime->unload(model->loaded);
    free(model);
}

int32_t ep_llama_vocabulary(const struct ep_llama_model *model) { return model->runtime->vocabulary(model->loaded); }

int32_t ep_llama_context(const struct ep_llama_model *model) { return model->runtime->context(model->loaded); }

bool ep_llama_prompt(struct ep_llama_model *model, int32_t *tokens, int32_t count, char reason[EP_REASON]) {
    return model->runtime->prompt(model->loaded, tokens, count, reason, EP_REASON);
}

bool ep_llama_token(struct ep_llama_model *model, int32_t depth, int32_t token, char reason[EP_REASON]) {
    return model->runtime->token(model->loaded, depth, token, reason, EP_REASON);
}

const float *ep_llama_scores(const struct ep_llama_model *model) { return model->runtime->scores(model->loaded); }

int32_t ep_llama_tokens(const struct ep_llama_model *model, const char *text, int32_t length, int32_t *tokens,
                        int32_t room) {
    return model->runtime->tokens(model->loaded, text, length, tokens, room);
}

bool ep_llama_likelihood(struct ep_llama_model *model, const int32_t *tokens, int32_t count, int32_t first,
                         double *sum, double *squares, char reason[EP_REASON]) {
    return model->runtime->likelihood(model->loaded, tokens, count, first, sum, squares, reason, EP_REASON);
}

bool ep_llama_quantize(struct ep_llama *runtime, const char *from, const char *to, int32_t type, int32_t threads,
                       bool from_quantized, char reason[EP_REASON]) {
    return runtime->quantize(from, to, type, threads, from_quantized, reason, EP_REASON);
}
