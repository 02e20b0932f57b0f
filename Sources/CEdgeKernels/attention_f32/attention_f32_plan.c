#include "../common/matrix.h"
#include "attention_f32.h"
#include <math.h>

/// The kernel of each instruction set; null where there is none.
static ep_attention_f32_kernel *const kernels[EP_ISA_COUNT] = {
    [EP_ISA_SCALAR] = ep_attention_f32_scalar,
#if defined(__x86_64__)
    [EP_ISA_AVX2] = ep_attention_f32_avx2,
    [EP_ISA_AVX512] = ep_attention_f32_avx512,
#elif defined(__aarch64__)
    [EP_ISA_NEON] = ep_attention_f32_neon,
#endif
};

static size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

/// Rows of all queries of the heads that share one key head.
static size_t rows_of(const ep_attention_f32_arguments *a) { return a->query_count * (a->heads / a->key_heads); }

static size_t blocks_of(const ep_attention_f32_arguments *a) {
    return rows_of(a) / EP_ATTENTION_ROWS + (rows_of(a) % EP_ATTENTION_ROWS != 0);
}

static size_t score_stride(const ep_attention_f32_arguments *a) {
    return (a->key_count + EP_ATTENTION_KEYS - 1) / EP_ATTENTION_KEYS * EP_ATTENTION_KEYS;
}

static void run(const ep_task *task, size_t first, size_t end, void *scratch) {
    const ep_attention_f32_arguments *a = task->arguments;
    size_t group = a->heads / a->key_heads, blocks = blocks_of(a);
    for (size_t unit = first; unit < end; unit++) {
        size_t key_head = unit / blocks, row = unit % blocks * EP_ATTENTION_ROWS;
        ep_attention_block block = {.rows = smaller(rows_of(a) - row, EP_ATTENTION_ROWS),
                                    .head = a->head,
                                    .keys = a->keys + key_head * a->key_head_stride,
                                    .values = a->values + key_head * a->value_head_stride,
                                    .key_stride = a->key_stride,
                                    .value_stride = a->value_stride,
                                    .scale = a->scale,
                                    .scores = (float *)scratch + a->head * EP_ATTENTION_KEYS,
                                    .turned = scratch,
                                    .score_stride = score_stride(a)};
        for (size_t i = 0; i < block.rows; i++) {
            size_t query = (row + i) / group, head = key_head * group + (row + i) % group;
            block.queries[i] = a->queries + query * a->query_stride + head * a->head;
            block.destinations[i] = a->destination + query * a->destination_stride + head * a->head;
            block.seen[i] = a->is_causal ? a->key_count - a->query_count + query + 1 : a->key_count;
        }
        kernels[task->isa](&block);
    }
}

/// Whether the heads of keys or of values lie within the address space.
static ep_status checked(const float *numbers, const ep_attention_f32_arguments *a, size_t stride, size_t head_stride) {
    size_t before, tokens, elements, bytes;
    ep_status status = ep_matrix_check(numbers, a->key_count, a->head, stride, sizeof(float));
    if (status != EP_OK) return status;
    if (head_stride < a->head && a->key_heads > 1) return EP_BAD_STRIDE;
    if (!ep_product(a->key_heads - 1, head_stride, &before) || !ep_product(a->key_count, stride, &tokens) ||
        __builtin_add_overflow(before, tokens, &elements) || !ep_product(elements, sizeof(float), &bytes) ||
        bytes > PTRDIFF_MAX)
        return EP_OVERFLOW;
    return EP_OK;
}

static ep_status scratch_of(const ep_attention_f32_arguments *a, size_t *bytes) {
    size_t rows = smaller(rows_of(a), EP_ATTENTION_ROWS), scores, turned;
    if (a->key_count > PTRDIFF_MAX / 2 || !ep_product(score_stride(a), rows, &scores) ||
        !ep_product(a->head, EP_ATTENTION_KEYS, &turned) || __builtin_add_overflow(scores, turned, &scores) ||
        !ep_product(scores, sizeof(float), bytes))
        return EP_OVERFLOW;
    return EP_OK;
}

ep_status ep_attention_f32_plan(ep_isa isa, const ep_attention_f32_arguments *a, ep_task *task) {
    if (!a || !task) return EP_NULL_POINTER;
    bool has_kernel = isa >= 0 && isa < EP_ISA_COUNT && kernels[isa];
    ep_status status = ep_isa_status(isa, has_kernel);
    if (status != EP_OK) return status;
    if (!a->head || !a->heads || !a->key_heads || a->heads % a->key_heads) return EP_BAD_SHAPE;
    if (!isfinite(a->scale) || a->scale <= 0) return EP_BAD_SCALE;
    *task = (ep_task){.run = run, .isa = isa, .arguments = a};
    if (!a->query_count) return EP_OK;
    if (!a->key_count || (a->is_causal && a->key_count < a->query_count)) return EP_BAD_SHAPE;
    size_t columns, all;
    if (!ep_product(a->heads, a->head, &columns) || !ep_product(a->heads, a->query_count, &all)) return EP_OVERFLOW;
    status = ep_matrix_check(a->queries, a->query_count, columns, a->query_stride, sizeof(float));
    if (status == EP_OK)
        status = ep_matrix_check(a->destination, a->query_count, columns, a->destination_stride, sizeof(float));
    if (status == EP_OK) status = checked(a->keys, a, a->key_stride, a->key_head_stride);
    if (status == EP_OK) status = checked(a->values, a, a->value_stride, a->value_head_stride);
    if (status == EP_OK) status = scratch_of(a, &task->scratch_bytes);
    if (status != EP_OK) return status;
    task->units = blocks_of(a) * a->key_heads;
    task->operations_each = 4.0 * (double)smaller(rows_of(a), EP_ATTENTION_ROWS) * (double)a->key_count * (double)a->head;
    return EP_OK;
}
