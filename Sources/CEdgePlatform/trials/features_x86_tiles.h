#pragma once
#include <stdbool.h>

// One instruction of each AMX extension, on tiles of one row and four bytes.

bool ep_try_amx_tile(void);
bool ep_try_amx_int8(void);
bool ep_try_amx_bf16(void);
bool ep_try_amx_fp16(void);
bool ep_try_amx_complex(void);
