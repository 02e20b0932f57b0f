#pragma once
#include <stddef.h>

/// The Python program that speaks with CTranslate2, which has no interface for C, `*count` bytes long.
const unsigned char *ep_ctranslate2_script(size_t *count);
