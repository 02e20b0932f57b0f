#pragma once
#include <stdint.h>

/// Types of elements, where an operation takes more than one.
typedef enum { EP_U8 = 1, EP_S8 = 2, EP_S32 = 3, EP_F32 = 4, EP_F16 = 5 } ep_element;

/// How floats are stored between operations that compute in fp32.
typedef enum : uint32_t { EP_FLOAT_F32 = 0, EP_FLOAT_BF16 = 1 } ep_float_type;
