#pragma once
#include "CEdgeKernels.h"

/// Rows of a block: queries of heads that share keys. Keys are taken 16 at a time.
enum : size_t { EP_ATTENTION_ROWS = 24, EP_ATTENTION_KEYS = 16 };

/// What a unit of the task computes.
typedef struct {
    size_t rows, head;
    const float *queries[EP_ATTENTION_ROWS];
    float *destinations[EP_ATTENTION_ROWS];
    /// How many keys a row sees; later rows see as many or more.
    size_t seen[EP_ATTENTION_ROWS];
    const float *keys, *values;
    size_t key_stride, value_stride;
    float scale;
    /// Scratch: a row of scores for each row, padded to whole groups of keys, and 16 turned keys.
    float *scores, *turned;
    size_t score_stride;
} ep_attention_block;

typedef void ep_attention_f32_kernel(const ep_attention_block *block);

ep_attention_f32_kernel ep_attention_f32_scalar;
#if defined(__x86_64__)
ep_attention_f32_kernel ep_attention_f32_avx2, ep_attention_f32_avx512;
#elif defined(__aarch64__)
ep_attention_f32_kernel ep_attention_f32_neon;
#endif
