#include "isa_detect.h"

#if !defined(__x86_64__) && !defined(__aarch64__)
ep_isa_set ep_isa_detect(void) { return 0; }
#endif
