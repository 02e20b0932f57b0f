#include "feature_table.h"

#if !defined(__x86_64__) && !defined(__aarch64__) && !defined(__riscv)
/// No trials are written for this architecture.
const struct feature features[] = {{0}};
const int32_t feature_count = 0;
#endif
