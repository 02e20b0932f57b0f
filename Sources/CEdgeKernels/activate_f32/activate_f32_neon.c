#if defined(__aarch64__)
#include "activate_f32_loops.h"

void ep_activate_f32_neon(const ep_activate_f32_arguments *a, size_t from, size_t to) { activate(a, from, to); }
#endif
