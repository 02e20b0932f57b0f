#pragma once
#include "CEdgeKernels.h"
#include "turn.h"

/// One operation with its operands, ready to be called.
typedef struct {
    ep_task task;
    ep_isa isa;
    union {
        ep_gemm_f32_arguments f32;
        ep_gemm_bf16_arguments bf16;
        ep_gemm_s8_arguments s8;
        ep_gemm_s4_arguments s4;
        ep_depthwise_s8_arguments depthwise_s8;
        ep_depthwise_f32_arguments depthwise_f32;
        ep_peak_arguments peak;
        ep_stream_arguments stream;
    } arguments;
    /// Of a ceiling's loop, which needs a new one for each call.
    ep_round round;
    bool is_stream;
    void *scratch;
    size_t scratch_bytes;
    /// Where the arguments point to packed weights; null if there are none.
    const void **packed;
    size_t packed_bytes;
    /// Equal copies of the weights that calls take turns with, so that none are in a cache; null for one copy.
    char *copies;
    size_t count, next;
} subject;

/// The device, as one number of threads sees it.
extern ep_pool *ours_pool;
extern uint32_t ours_threads;

/// More than a last cache holds.
enum : size_t { cold_bytes = 384 << 20 };

/// Aligned, zeroed, and a little more than asked for.
void *ours_memory(size_t bytes);

/// What the driver calls by name: operands of these sizes, and the task of the best instruction set; false for none.
typedef struct {
    const char *name;
    bool (*make)(subject *s, const size_t *sizes);
} ours_operation;

/// Ends with a null name.
extern const ours_operation ours_operations[];
