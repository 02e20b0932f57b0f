#define _GNU_SOURCE
#include "child.h"
#include "clock.h"
#include "isolation.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif
#ifndef SYS_close_range
#define SYS_close_range 436
#endif

enum { sending_seconds = 10, descriptors_at_most = 65536 };

/// A killed child that sits in a device driver cannot be reaped until the driver lets go.
static const int64_t reaping_nanoseconds = 2000000000;

/// What the child tells before the program takes over; nothing more comes if that worked.
struct start {
    uint32_t isolation;
    int32_t error;
};

/// Ends made for the child: `theirs` are moved to where it looks for them.
struct ends {
    int channel[2];
    int prints[2];
    int start[2];
};

static void close_all(struct ends *ends) {
    int *all[] = {ends->channel, ends->prints, ends->start};
    for (size_t i = 0; i < 3; i++) {
        for (size_t j = 0; j < 2; j++) {
            if (all[i][j] >= 0) close(all[i][j]);
        }
    }
}

static int open_ends(struct ends *ends) {
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends->channel)) return errno;
    if (pipe2(ends->prints, O_CLOEXEC) || pipe2(ends->start, O_CLOEXEC)) return errno;
    struct timeval limit = {.tv_sec = sending_seconds};
    setsockopt(ends->channel[0], SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    return 0;
}

/// Puts the channel at 3 and the pipe for the start's answer at 4; all others are closed.
static int arrange_descriptors(const struct ends *ends) {
    int channel = fcntl(ends->channel[1], F_DUPFD_CLOEXEC, 16);
    int prints = fcntl(ends->prints[1], F_DUPFD_CLOEXEC, 16);
    int start = fcntl(ends->start[1], F_DUPFD_CLOEXEC, 16);
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (channel < 0 || prints < 0 || start < 0 || nothing < 0) return -1;
    dup2(nothing, STDIN_FILENO);
    dup2(prints, STDOUT_FILENO);
    dup2(prints, STDERR_FILENO);
    dup2(channel, EP_CHILD_CHANNEL);
    if (dup3(start, EP_CHILD_CHANNEL + 1, O_CLOEXEC) < 0) return -1;
    if (syscall(SYS_close_range, EP_CHILD_CHANNEL + 2, ~0u, 0)) {
        for (int other = EP_CHILD_CHANNEL + 2; other < descriptors_at_most; other++) close(other);
    }
    return EP_CHILD_CHANNEL + 1;
}

static void become(const struct ep_child_order *order, const struct ends *ends, char **words, char **variables) {
    struct sigaction usual = {.sa_handler = SIG_DFL};
    for (int number = 1; number < NSIG; number++) sigaction(number, &usual, NULL);
    // Its own group: a Ctrl-C is the parent's to hear, and what the child starts can be ended with it.
    setpgid(0, 0);
    int report = arrange_descriptors(ends);
    if (report < 0) _exit(126);
    sigset_t empty;
    sigemptyset(&empty);
    sigprocmask(SIG_SETMASK, &empty, NULL);
    struct start start = {.isolation = ep_isolate(order)};
    if (write(report, &start, sizeof start) != sizeof start) _exit(126);
    execve(words[0], words + 1, variables);
    start.error = errno;
    if (write(report, &start, sizeof start) != sizeof start) _exit(126);
    _exit(127);
}

/// The texts as `execve` wants them: two lists that each end in NULL.
static char **lists(const struct ep_child_order *order, char ***variables) {
    size_t count = 0;
    for (size_t i = 0; i < order->texts_bytes; i++) count += order->texts[i] == '\0';
    if (count < order->word_count) return NULL;
    char **all = calloc(count + 2, sizeof *all);
    if (!all) return NULL;
    const char *text = order->texts;
    for (size_t i = 0; i < count; i++, text += strlen(text) + 1) {
        all[i + (i >= order->word_count)] = (char *)(uintptr_t)text;
    }
    *variables = all + order->word_count + 1;
    return all;
}

static struct ep_child refused(int error) {
    return (struct ep_child){.pid = -1, .process = -1, .channel = -1, .prints = -1, .error = error};
}

static int read_start(int descriptor, struct start *start) {
    struct start told;
    int count = 0;
    ssize_t got;
    while ((got = read(descriptor, &told, sizeof told)) > 0 || (got < 0 && errno == EINTR)) {
        if (got != sizeof told) continue;
        *start = told;
        count++;
    }
    return count;
}

struct ep_child ep_child_start(const struct ep_child_order *order) {
    struct ends ends = {{-1, -1}, {-1, -1}, {-1, -1}};
    char **variables = NULL;
    char **words = lists(order, &variables);
    if (!words) return refused(ENOMEM);
    int failure = open_ends(&ends);
    pid_t pid = -1;
    if (!failure) {
        // A signal between fork and the child's own settings would run the parent's handler in the child.
        sigset_t all, before;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before);
        pid = fork();
        if (pid == 0) become(order, &ends, words, variables);
        failure = pid < 0 ? errno : 0;
        pthread_sigmask(SIG_SETMASK, &before, NULL);
    }
    free(words);
    if (failure) {
        close_all(&ends);
        return refused(failure);
    }
    close(ends.channel[1]);
    close(ends.prints[1]);
    close(ends.start[1]);
    struct start start = {0};
    int told = read_start(ends.start[0], &start);
    close(ends.start[0]);
    struct ep_child child = {.pid = pid, .process = (int)syscall(SYS_pidfd_open, pid, 0), .channel = ends.channel[0],
                             .prints = ends.prints[0], .isolation = start.isolation};
    if (told == 1) return child;
    ep_child_end(&child, 0);
    return refused(start.error ? start.error : ENOEXEC);
}

int32_t ep_child_await(const struct ep_child *child, bool watches_prints, int64_t nanoseconds) {
    struct pollfd watched[] = {{.fd = child->channel, .events = POLLIN},
                               {.fd = watches_prints ? child->prints : -1, .events = POLLIN}};
    if (nanoseconds < 0) nanoseconds = 0;
    struct timespec limit = {nanoseconds / 1000000000, nanoseconds % 1000000000};
    if (ppoll(watched, 2, &limit, NULL) <= 0) return 0;
    return (watched[0].revents ? EP_CHILD_SPEAKS : 0) | (watched[1].revents ? EP_CHILD_PRINTS : 0);
}

int64_t ep_descriptor_read(int32_t descriptor, uint8_t *buffer, size_t capacity) {
    ssize_t count;
    do count = read(descriptor, buffer, capacity);
    while (count < 0 && errno == EINTR);
    return count < 0 ? -errno : count;
}

int32_t ep_channel_send(int32_t channel, const uint8_t *bytes, size_t count) {
    while (count > 0) {
        ssize_t sent = send(channel, bytes, count, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0) return -errno;
        bytes += sent;
        count -= (size_t)sent;
    }
    return 0;
}

void ep_child_kill(const struct ep_child *child) {
    if (child->pid <= 0) return;
    kill(-child->pid, SIGKILL);
    kill(child->pid, SIGKILL);
}

/// Whether the child was reaped before the time was over.
static bool reap(const struct ep_child *child, int64_t nanoseconds, int *status, struct rusage *usage) {
    int64_t deadline = ep_monotonic_nanoseconds() + nanoseconds;
    for (;;) {
        pid_t reaped = wait4(child->pid, status, WNOHANG, usage);
        if (reaped == child->pid || (reaped < 0 && errno == ECHILD)) return true;
        int64_t left = deadline - ep_monotonic_nanoseconds();
        if (left <= 0) return false;
        int64_t nap = child->process < 0 && left > 1000000 ? 1000000 : left;
        struct timespec limit = {nap / 1000000000, nap % 1000000000};
        struct pollfd watched = {.fd = child->process, .events = POLLIN};
        ppoll(&watched, child->process < 0 ? 0 : 1, &limit, NULL);
    }
}

static int64_t nanoseconds_of(struct timeval time) {
    return (int64_t)time.tv_sec * 1000000000 + (int64_t)time.tv_usec * 1000;
}

struct ep_child_end ep_child_end(struct ep_child *child, int64_t nanoseconds) {
    struct ep_child_end end = {.status = -1};
    int status = 0;
    struct rusage usage = {0};
    bool reaped = reap(child, nanoseconds, &status, &usage);
    if (!reaped) {
        end.was_killed = true;
        ep_child_kill(child);
        reaped = reap(child, reaping_nanoseconds, &status, &usage);
    } else {
        // What it left behind ends with it.
        kill(-child->pid, SIGKILL);
    }
    if (reaped && WIFEXITED(status)) end.status = WEXITSTATUS(status);
    if (reaped && WIFSIGNALED(status)) end.signal = WTERMSIG(status);
    end.peak_resident_bytes = (int64_t)usage.ru_maxrss * 1024;
    end.processor_nanoseconds = nanoseconds_of(usage.ru_utime) + nanoseconds_of(usage.ru_stime);
    if (child->process >= 0) close(child->process);
    if (child->channel >= 0) close(child->channel);
    if (child->prints >= 0) close(child->prints);
    child->pid = child->process = child->channel = child->prints = -1;
    return end;
}
