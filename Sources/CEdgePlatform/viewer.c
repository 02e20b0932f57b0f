#define _GNU_SOURCE
#include "viewer.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

/// The child of a child: what it starts is nobody's, and says nothing into this program's terminal.
static void become_viewer(const char *path, int told) {
    int nowhere = open("/dev/null", O_RDWR);
    if (nowhere >= 0) {
        for (int stream = 0; stream < 3; stream++) {
            (void)dup2(nowhere, stream);
        }
    }
    // What this program was given by those who wait for its end is not the viewer's to hold.
    (void)close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
    (void)execlp("xdg-open", "xdg-open", path, (char *)NULL);
    int code = errno;
    (void)!write(told, &code, sizeof code);
    _exit(127);
}

int32_t ep_open_viewer(const char *path) {
    // Closed by a program that starts, so that only a failure is heard.
    int told[2];
    if (pipe2(told, O_CLOEXEC) != 0) {
        return -errno;
    }
    pid_t child = fork();
    if (child < 0) {
        int code = errno;
        close(told[0]);
        close(told[1]);
        return -code;
    }
    if (child == 0) {
        (void)setsid();
        if (fork() == 0) {
            become_viewer(path, told[1]);
        }
        _exit(0);
    }
    close(told[1]);
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {
    }
    int code = 0;
    ssize_t count;
    do {
        count = read(told[0], &code, sizeof code);
    } while (count < 0 && errno == EINTR);
    close(told[0]);
    return count == (ssize_t)sizeof code ? -code : 0;
}
