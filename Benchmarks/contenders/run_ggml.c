// ggml's products of 4-bit weights (Q4_0, blocks of 32), with the weights rearranged as its own programs have them.
//
// usage: run_ggml THREADS
#define _GNU_SOURCE
#include "turn.h"

#include "ggml-alloc.h"
#include "ggml-backend.h"
#include "ggml-cpu.h"
#include "ggml.h"

typedef struct {
    struct ggml_cgraph *graph;
} subject;

static ggml_backend_t backend;
static int threads;

/// The buffers that rearrange what is written to them; null where this processor has none.
static ggml_backend_buffer_type_t rearranging(void) {
    ggml_backend_reg_t registry = ggml_backend_cpu_reg();
    void *found = ggml_backend_reg_get_proc_address(registry, "ggml_backend_dev_get_extra_bufts");
    ggml_backend_dev_get_extra_bufts_t extra = (ggml_backend_dev_get_extra_bufts_t)found;
    ggml_backend_buffer_type_t *types = extra ? extra(ggml_backend_reg_dev_get(registry, 0)) : NULL;
    return types ? types[0] : NULL;
}

static struct ggml_context *context(void) {
    return ggml_init((struct ggml_init_params){.mem_size = 1 << 20, .no_alloc = true});
}

static float *floats(size_t count) {
    float *numbers = malloc(count * sizeof *numbers);
    if (!numbers) turn_fail("out of memory");
    for (size_t i = 0; i < count; i++) numbers[i] = (float)(i * 7919 % 2001) * 0.001F - 1;
    return numbers;
}

static void *make(turn_request request) {
    if (strcmp(request.method, "s4") != 0) return NULL;
    int64_t rows = (int64_t)request.sizes[0], depth = (int64_t)request.sizes[1], columns = (int64_t)request.sizes[2];
    struct ggml_context *holding = context(), *working = context();
    struct ggml_tensor *weights = ggml_new_tensor_2d(holding, GGML_TYPE_Q4_0, depth, columns);
    ggml_backend_buffer_type_t type = rearranging();
    if (!ggml_backend_alloc_ctx_tensors_from_buft(holding, type ? type : ggml_backend_cpu_buffer_type())) return NULL;
    struct ggml_tensor *left = ggml_new_tensor_2d(working, GGML_TYPE_F32, depth, rows);
    struct ggml_tensor *product = ggml_mul_mat(working, weights, left);
    if (!ggml_backend_alloc_ctx_tensors(working, backend)) return NULL;
    size_t bytes = ggml_row_size(GGML_TYPE_Q4_0, depth) * (size_t)columns;
    void *quantized = malloc(bytes);
    if (!quantized) turn_fail("out of memory");
    ggml_quantize_chunk(GGML_TYPE_Q4_0, floats((size_t)(depth * columns)), quantized, 0, columns, depth, NULL);
    ggml_backend_tensor_set(weights, quantized, 0, bytes);
    ggml_backend_tensor_set(left, floats((size_t)(depth * rows)), 0, (size_t)(depth * rows) * sizeof(float));
    subject *s = malloc(sizeof *s);
    if (!s) turn_fail("out of memory");
    s->graph = ggml_new_graph(context());
    ggml_build_forward_expand(s->graph, product);
    return s;
}

static int64_t called(void *made, size_t times) {
    const subject *s = made;
    int64_t start = turn_now();
    for (size_t i = 0; i < times; i++) ggml_backend_graph_compute(backend, s->graph);
    return turn_now() - start;
}

static void describe(const void *called) { (void)called; }

int main(int count, char **words) {
    threads = count > 1 ? (int)strtol(words[1], NULL, 10) : 1;
    backend = ggml_backend_cpu_init();
    if (!backend) turn_fail("no processor");
    ggml_backend_cpu_set_n_threads(backend, threads);
    // Its own programs keep their threads; without this it starts them anew for every product.
    struct ggml_threadpool_params parameters = ggml_threadpool_params_default(threads);
    ggml_backend_cpu_set_threadpool(backend, ggml_threadpool_new(&parameters));
    char about[96];
    ggml_backend_buffer_type_t type = rearranging();
    const char *place = type ? ggml_backend_buft_name(type) : "rows";
    snprintf(about, sizeof about, "ggml %s, weights in %s", ggml_version(), place);
    return turn_serve(&(turn_contender){make, called, describe}, about);
}
