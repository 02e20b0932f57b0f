#pragma once
#include <stdbool.h>

// One instruction of each AMX extension, on tiles of one row and four bytes.

bool try_amx_tile(void);
bool try_amx_int8(void);
bool try_amx_bf16(void);
bool try_amx_fp16(void);
bool try_amx_complex(void);
