#include "feature_table.h"

#if !defined(__x86_64__)
/// No trials are written for this architecture.
const struct feature features[] = {{0}};
const int32_t feature_count = 0;
#endif
