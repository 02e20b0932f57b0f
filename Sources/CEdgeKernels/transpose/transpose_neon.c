#if defined(__aarch64__)
#include "transpose_blocks.h"

void ep_transpose_neon(const ep_transpose_arguments *block) { turn(block); }
#endif
