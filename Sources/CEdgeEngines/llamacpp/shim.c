// What EdgePlan uses of llama.cpp, as plain functions. Its own structures change from one version to the next, so this
// file is compiled on the device, by `edgeplan engines install`, against the llama.h of the library beside it.
#include <llama.h>

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPORTED __attribute__((visibility("default")))

/// Of these functions: raised when one of them changes.
EXPORTED int32_t edgeplan_llama_interface(void) { return 1; }

struct edgeplan_llama {
    struct llama_model *model;
    struct llama_context *context;
    int32_t vocabulary;
    int32_t batch;
};

enum { words_size = 1024 };
static char words[words_size];

/// Keeps what the library complains about: its functions only say that something failed.
static void listen(enum ggml_log_level level, const char *text, void *data) {
    (void)data;
    if (level != GGML_LOG_LEVEL_ERROR && level != GGML_LOG_LEVEL_WARN) return;
    snprintf(words, sizeof words, "%s", text);
    for (size_t end = strlen(words); end > 0 && words[end - 1] == '\n'; end--) words[end - 1] = 0;
}

static bool fail(char *reason, size_t size, const char *otherwise) {
    snprintf(reason, size, "%s", words[0] ? words : otherwise);
    return false;
}

EXPORTED void edgeplan_llama_start(void) {
    llama_log_set(listen, NULL);
    llama_backend_init();
}

EXPORTED const char *edgeplan_llama_system(void) { return llama_print_system_info(); }

EXPORTED void edgeplan_llama_unload(struct edgeplan_llama *loaded) {
    if (!loaded) return;
    if (loaded->context) llama_free(loaded->context);
    if (loaded->model) llama_model_free(loaded->model);
    free(loaded);
}

EXPORTED struct edgeplan_llama *edgeplan_llama_load(const char *path, int32_t threads, int32_t prompt_threads,
                                                    int32_t context_tokens, char *reason, size_t size) {
    words[0] = 0;
    struct edgeplan_llama *loaded = calloc(1, sizeof *loaded);
    if (!loaded) {
        fail(reason, size, "there is not enough memory");
        return NULL;
    }
    struct llama_model_params of_model = llama_model_default_params();
    of_model.n_gpu_layers = 0;
    loaded->model = llama_model_load_from_file(path, of_model);
    if (!loaded->model) {
        fail(reason, size, "it could not be loaded");
        edgeplan_llama_unload(loaded);
        return NULL;
    }
    struct llama_context_params of_context = llama_context_default_params();
    of_context.n_ctx = (uint32_t)context_tokens;
    // Larger batches than are ever used would only take memory.
    loaded->batch = context_tokens < 512 ? context_tokens : 512;
    of_context.n_batch = (uint32_t)loaded->batch;
    of_context.n_ubatch = of_context.n_batch;
    of_context.n_threads = threads;
    of_context.n_threads_batch = prompt_threads;
    of_context.no_perf = true;
    loaded->context = llama_init_from_model(loaded->model, of_context);
    if (!loaded->context) {
        fail(reason, size, "there is no context for it");
        edgeplan_llama_unload(loaded);
        return NULL;
    }
    loaded->vocabulary = llama_vocab_n_tokens(llama_model_get_vocab(loaded->model));
    return loaded;
}

EXPORTED int32_t edgeplan_llama_vocabulary(const struct edgeplan_llama *loaded) { return loaded->vocabulary; }

EXPORTED int32_t edgeplan_llama_context(const struct edgeplan_llama *loaded) {
    return (int32_t)llama_n_ctx(loaded->context);
}

static bool decode(struct edgeplan_llama *loaded, int32_t *tokens, int32_t count, char *reason, size_t size) {
    words[0] = 0;
    for (int32_t start = 0; start < count; start += loaded->batch) {
        int32_t part = count - start < loaded->batch ? count - start : loaded->batch;
        int32_t answer = llama_decode(loaded->context, llama_batch_get_one(tokens + start, part));
        if (answer != 0) return fail(reason, size, answer == 1 ? "the context is full" : "it could not be decoded");
    }
    llama_synchronize(loaded->context);
    return true;
}

/// Forgets everything, and reads the prompt.
EXPORTED bool edgeplan_llama_prompt(struct edgeplan_llama *loaded, int32_t *tokens, int32_t count, char *reason,
                                    size_t size) {
    llama_memory_clear(llama_get_memory(loaded->context), false);
    return decode(loaded, tokens, count, reason, size);
}

/// Forgets what came after the first `depth` tokens, and takes one more.
EXPORTED bool edgeplan_llama_token(struct edgeplan_llama *loaded, int32_t depth, int32_t token, char *reason,
                                   size_t size) {
    words[0] = 0;
    if (!llama_memory_seq_rm(llama_get_memory(loaded->context), -1, depth, -1)) {
        return fail(reason, size, "this kind of network cannot go back by a token");
    }
    return decode(loaded, &token, 1, reason, size);
}

/// How likely each token is to come next, before they are made to sum up to 1.
EXPORTED const float *edgeplan_llama_scores(struct edgeplan_llama *loaded) {
    return llama_get_logits_ith(loaded->context, -1);
}

/// Of a text, as the model's own vocabulary has it; less than 0 for the room that would be needed.
EXPORTED int32_t edgeplan_llama_tokens(const struct edgeplan_llama *loaded, const char *text, int32_t length,
                                       int32_t *tokens, int32_t room) {
    return llama_tokenize(llama_model_get_vocab(loaded->model), text, length, tokens, room, true, false);
}

/// The logarithms of how likely the model found each token from `first` on, summed up, and their squares.
EXPORTED bool edgeplan_llama_likelihood(struct edgeplan_llama *loaded, const int32_t *tokens, int32_t count,
                                        int32_t first, double *sum, double *squares, char *reason, size_t size) {
    words[0] = 0;
    *sum = *squares = 0;
    llama_memory_clear(llama_get_memory(loaded->context), false);
    struct llama_batch batch = llama_batch_init(loaded->batch, 0, 1);
    bool is_done = true;
    for (int32_t start = 0; is_done && start < count - 1; start += loaded->batch) {
        batch.n_tokens = count - 1 - start < loaded->batch ? count - 1 - start : loaded->batch;
        for (int32_t place = 0; place < batch.n_tokens; place++) {
            batch.token[place] = tokens[start + place];
            batch.pos[place] = start + place;
            batch.n_seq_id[place] = 1;
            batch.seq_id[place][0] = 0;
            batch.logits[place] = start + place + 1 >= first;
        }
        if (llama_decode(loaded->context, batch) != 0) {
            is_done = fail(reason, size, "it could not be decoded");
            break;
        }
        for (int32_t place = 0; place < batch.n_tokens; place++) {
            if (!batch.logits[place]) continue;
            const float *scores = llama_get_logits_ith(loaded->context, place);
            if (!scores) {
                is_done = fail(reason, size, "it gave no scores");
                break;
            }
            float most = scores[0];
            for (int32_t token = 1; token < loaded->vocabulary; token++) {
                if (scores[token] > most) most = scores[token];
            }
            double all = 0;
            for (int32_t token = 0; token < loaded->vocabulary; token++) all += exp((double)(scores[token] - most));
            double logarithm = (double)(scores[tokens[start + place + 1]] - most) - log(all);
            *sum += logarithm;
            *squares += logarithm * logarithm;
        }
    }
    llama_batch_free(batch);
    return is_done;
}

/// Writes a model anew with another kind of numbers.
///
/// - Parameter type: one of llama.cpp's file types.
EXPORTED bool edgeplan_llama_quantize(const char *from, const char *to, int32_t type, int32_t threads,
                                      bool from_quantized, char *reason, size_t size) {
    words[0] = 0;
    struct llama_model_quantize_params settings = llama_model_quantize_default_params();
    settings.nthread = threads;
    settings.ftype = (enum llama_ftype)type;
    settings.allow_requantize = from_quantized;
    return llama_model_quantize(from, to, &settings) == 0 || fail(reason, size, "it could not be written");
}
