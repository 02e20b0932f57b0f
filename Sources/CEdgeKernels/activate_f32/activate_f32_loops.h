// The loops of all instruction sets: the file that includes this sets one, and the compiler makes vectors of them.
#include "../common/functions.h"
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

INLINE void activate_all(const ep_activate_f32_arguments *a, ep_activation activation, size_t from, size_t to) {
    float *destination = a->destination;
    const float *source = a->source;
    float first = a->first, second = a->second;
    // The destination may be the source, place by place.
#pragma clang loop vectorize(assume_safety)
    for (size_t i = from; i < to; i++) destination[i] = activated(activation, source[i], first, second);
}

INLINE void activate(const ep_activate_f32_arguments *a, size_t from, size_t to) {
    switch (a->activation) {
    case EP_CLIP: activate_all(a, EP_CLIP, from, to); break;
    case EP_HARD_SIGMOID: activate_all(a, EP_HARD_SIGMOID, from, to); break;
    case EP_HARD_SWISH: activate_all(a, EP_HARD_SWISH, from, to); break;
    case EP_SIGMOID: activate_all(a, EP_SIGMOID, from, to); break;
    case EP_TANH: activate_all(a, EP_TANH, from, to); break;
    case EP_GELU: activate_all(a, EP_GELU, from, to); break;
    case EP_GELU_TANH: activate_all(a, EP_GELU_TANH, from, to); break;
    default: activate_all(a, EP_SILU, from, to); break;
    }
}
