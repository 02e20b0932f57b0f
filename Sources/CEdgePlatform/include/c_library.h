#pragma once
#include <stddef.h>

/// Writes the C library's name and version, such as "glibc 2.36", and gives the length; 0 if it does not say.
size_t ep_c_library_version(char *buffer, size_t capacity);
