// The loops of all instruction sets: the file that includes this sets one, and the compiler makes vectors of them.
#include "../common/functions.h"
#include "../common/narrow.h"
#include "activate_f32.h"

INLINE float activated(ep_activation activation, float x, float first, float second) {
    switch (activation) {
    case EP_CLIP: return ep_clamp(x, first, second);
    case EP_HARD_SIGMOID: return ep_clamp(x * first + second, 0, 1);
    case EP_HARD_SWISH: return ep_finite_below(x) * ep_clamp(x * (1.0F / 6) + 0.5F, 0, 1);
    case EP_SIGMOID: return ep_sigmoid(x);
    case EP_TANH: return ep_tanh(x);
    case EP_GELU: return ep_gelu(x);
    case EP_GELU_TANH: return ep_gelu_tanh(x);
    default: return ep_silu(x);
    }
}

/// `count` elements, where they are fp32.
typedef struct {
    float *destination;
    const float *source;
    size_t count;
} stretch;

INLINE void activate_all(const ep_activate_f32_arguments *a, ep_activation activation, stretch s) {
    float first = a->first, second = a->second;
    // The destination may be the source, place by place.
#pragma clang loop vectorize(assume_safety)
    for (size_t i = 0; i < s.count; i++) s.destination[i] = activated(activation, s.source[i], first, second);
}

INLINE void activate_stretch(const ep_activate_f32_arguments *a, stretch s) {
    switch (a->activation) {
    case EP_CLIP: activate_all(a, EP_CLIP, s); break;
    case EP_HARD_SIGMOID: activate_all(a, EP_HARD_SIGMOID, s); break;
    case EP_HARD_SWISH: activate_all(a, EP_HARD_SWISH, s); break;
    case EP_SIGMOID: activate_all(a, EP_SIGMOID, s); break;
    case EP_TANH: activate_all(a, EP_TANH, s); break;
    case EP_GELU: activate_all(a, EP_GELU, s); break;
    case EP_GELU_TANH: activate_all(a, EP_GELU_TANH, s); break;
    default: activate_all(a, EP_SILU, s); break;
    }
}

INLINE void activate(const ep_activate_f32_arguments *a, size_t from, size_t to) {
    bool reads_narrow = a->source_type == EP_FLOAT_BF16, writes_narrow = a->destination_type == EP_FLOAT_BF16;
    size_t most = reads_narrow || writes_narrow ? EP_NARROW_BLOCK : to - from;
    for (size_t count; from < to; from += count) {
        count = to - from < most ? to - from : most;
        float wide[EP_NARROW_BLOCK];
        stretch s = {writes_narrow ? wide : (float *)a->destination + from,
                     reads_narrow ? wide : (const float *)a->source + from, count};
        if (reads_narrow) ep_widen_all(wide, (const ep_bf16 *)a->source + from, count);
        activate_stretch(a, s);
        if (writes_narrow) ep_round_all((ep_bf16 *)a->destination + from, wide, count);
    }
}
