#define _GNU_SOURCE
#include "library_trial.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/// The one trial whose child allocates: glibc makes its allocator and loader usable after a fork.
static void open_in_child(const void *asked, void *answered) {
    struct ep_library_answer *answer = answered;
    // Our own standard output is a record that another program reads.
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere >= 0) dup2(nowhere, STDOUT_FILENO);
    if (dlopen(asked, RTLD_LAZY | RTLD_LOCAL)) {
        answer->opened = 1;
        return;
    }
    const char *reason = dlerror();
    if (reason) strncpy(answer->reason, reason, sizeof answer->reason - 1);
}

struct ep_trial_end ep_trial_dlopen(const char *name, uint32_t deadline_milliseconds,
                                    struct ep_library_answer *answer) {
    *answer = (struct ep_library_answer){0};
    struct ep_trial_end end = ep_trial(open_in_child, name, answer, sizeof *answer, deadline_milliseconds);
    answer->reason[sizeof answer->reason - 1] = '\0';
    return end;
}
