#pragma once
#include <fcntl.h>
#include <unistd.h>

/// Our own standard output is a record that another program reads: what a library prints goes nowhere.
static inline void silence_standard_output(void) {
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere >= 0) dup2(nowhere, STDOUT_FILENO);
}
