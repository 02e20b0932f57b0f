#include "../activate_f32/activate_f32.h"
#include "../quantize/quantize.h"
#include "lookup_u8.h"
#include <math.h>

static bool is_right(ep_scaled scaled, ep_element type) {
    int32_t least = type == EP_U8 ? 0 : INT8_MIN;
    return isnormal(scaled.scale) && scaled.scale > 0 && scaled.zero_point >= least &&
           scaled.zero_point <= least + UINT8_MAX;
}

ep_status ep_lookup_u8_fill(ep_activation activation, float first, float second, ep_element type, ep_scaled source,
                            ep_scaled destination, uint8_t *table) {
    if (!table) return EP_NULL_POINTER;
    if (type != EP_U8 && type != EP_S8) return EP_BAD_SHAPE;
    if (!ep_activation_is_right(activation, first, second)) return EP_BAD_SHAPE;
    if (!is_right(source, type) || !is_right(destination, type)) return EP_BAD_SCALE;
    uint8_t flip = type == EP_S8 ? 0x80 : 0;
    uint8_t source_zero = (uint8_t)source.zero_point ^ flip, zero = (uint8_t)destination.zero_point ^ flip;
    float values[256];
    for (int i = 0; i < 256; i++) values[i] = (float)((i ^ flip) - source_zero) * source.scale;
    ep_activate_f32_arguments a = {
        .destination = values, .source = values, .count = 256, .activation = activation, .first = first, .second = second};
    ep_activate_f32_scalar(&a, 0, 256);
    ep_quantize_scalar.quantize(table, values, 256, destination.scale, zero, flip);
    return EP_OK;
}
