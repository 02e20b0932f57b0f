#pragma once

/// Types of elements, where an operation takes more than one.
typedef enum { EP_U8 = 1, EP_S8 = 2, EP_S32 = 3, EP_F32 = 4, EP_F16 = 5 } ep_element;
