#include "feature_table.h"

#if !defined(__x86_64__) && !defined(__aarch64__) && !defined(__riscv)
/// No trials are written for this architecture.
const struct feature ep_features[] = {{0}};
const int32_t ep_features_in_table = 0;
#endif
