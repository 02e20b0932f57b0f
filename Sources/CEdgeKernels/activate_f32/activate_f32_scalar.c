#include "activate_f32_loops.h"

void ep_activate_f32_scalar(const ep_activate_f32_arguments *a, size_t from, size_t to) { activate(a, from, to); }
