#include "../common/matrix.h"
#include "rotary_f32.h"
#include <math.h>

ep_status ep_rotary_f32_fill(size_t first_position, size_t positions, size_t turned, double base, float *cosines,
                             float *sines) {
    if (turned % 2) return EP_BAD_SHAPE;
    if (!isfinite(base) || base <= 0) return EP_BAD_SCALE;
    size_t pairs = turned / 2, count, last;
    if (!ep_product(positions, pairs, &count) || __builtin_add_overflow(first_position, positions, &last))
        return EP_OVERFLOW;
    if (count && (!cosines || !sines)) return EP_NULL_POINTER;
    for (size_t i = 0; i < pairs; i++) {
        double frequency = pow(base, -2 * (double)i / (double)turned);
        for (size_t place = 0; place < positions; place++) {
            double angle = (double)(first_position + place) * frequency;
            cosines[place * pairs + i] = (float)cos(angle);
            sines[place * pairs + i] = (float)sin(angle);
        }
    }
    return EP_OK;
}
