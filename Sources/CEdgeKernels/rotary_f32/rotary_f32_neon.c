#if defined(__aarch64__)
#include "rotary_f32_head.h"

void ep_rotary_f32_neon(const ep_rotary_f32_arguments *a, float *destination, const float *source, const float *cosines,
                          const float *sines) { turn(a, destination, source, cosines, sines); }
#endif
