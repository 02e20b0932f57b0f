#pragma once
#include "ep_isa.h"
#include "ep_task.h"

/// Attention of queries to keys, head by head: `softmax(queries × keys^T × scale) × values`, fp32.
///
/// Rows are tokens. A token's query heads lie one after another, as do the heads of its result.
typedef struct {
    float *destination;
    const float *queries, *keys, *values;
    /// Elements of a head.
    size_t head;
    /// Heads share keys and values in groups of equal size: as many key heads as heads, or a divisor of them.
    size_t heads, key_heads;
    size_t query_count, key_count;
    /// Elements from one token to the next.
    size_t destination_stride, query_stride, key_stride, value_stride;
    /// Elements from one head's keys to the next one's: `head` if a token's heads lie together.
    size_t key_head_stride, value_head_stride;
    /// Above zero.
    float scale;
    /// The queries are the last of the tokens, and none sees what comes after it.
    bool is_causal;
} ep_attention_f32_arguments;

/// Checks the arguments, which must outlive the task, and writes the task.
///
/// Its scratch grows with `key_count`: the scores of a block of queries.
ep_status ep_attention_f32_plan(ep_isa isa, const ep_attention_f32_arguments *arguments, ep_task *task);
