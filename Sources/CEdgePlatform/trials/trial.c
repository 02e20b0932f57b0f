#define _GNU_SOURCE
#include "trial.h"
#include "clock.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif

enum { cpus_at_most = 16384 };

/// A killed child that sits in a device driver cannot be reaped until the driver lets go; the caller is not held up.
static const int64_t reaping_nanoseconds = 500000000;

/// What parent and child share: whether the body came to its end, then the answer.
struct shared {
    _Atomic uint32_t finished;
    _Alignas(64) unsigned char answer[];
};

int32_t ep_trial_pin(int32_t cpu) {
    if (cpu < 0 || cpu >= cpus_at_most) return -EINVAL;
    unsigned long mask[cpus_at_most / (8 * sizeof(unsigned long))] = {0};
    size_t bits = 8 * sizeof mask[0];
    mask[(size_t)cpu / bits] = 1ul << ((size_t)cpu % bits);
    return syscall(SYS_sched_setaffinity, 0, sizeof mask, mask) < 0 ? -errno : 0;
}

/// Makes a child harmless: no handler of the parent's runs in it, it leaves no core file and does not outlive us.
static void settle_child(void) {
    struct sigaction usual = {.sa_handler = SIG_DFL};
    for (int number = 1; number < NSIG; number++) sigaction(number, &usual, NULL);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_DUMPABLE, 0);
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    sigset_t empty;
    sigemptyset(&empty);
    sigprocmask(SIG_SETMASK, &empty, NULL);
}

/// Sleeps until the child may have ended, at most `nanoseconds`.
static void await_change(int process, int64_t nanoseconds) {
    // Without a descriptor of the process (kernels before 5.3) we look again every half millisecond.
    int64_t nap = process < 0 && nanoseconds > 500000 ? 500000 : nanoseconds;
    struct timespec limit = {nap / 1000000000, nap % 1000000000};
    struct pollfd watched = {.fd = process, .events = POLLIN};
    ppoll(&watched, process < 0 ? 0 : 1, &limit, NULL);
}

/// 1 when the child is reaped, 0 at the deadline, -1 if the parent's own settings let it vanish unseen.
static int reap(pid_t child, int process, int64_t deadline, int *status) {
    for (;;) {
        pid_t reaped = waitpid(child, status, WNOHANG);
        if (reaped == child) return 1;
        if (reaped < 0 && errno == ECHILD) return -1;
        int64_t now = ep_monotonic_nanoseconds();
        if (now >= deadline) return 0;
        await_change(process, deadline - now);
    }
}

static struct ep_trial_end end_of(pid_t child, struct shared *shared, int64_t deadline) {
    int process = (int)syscall(SYS_pidfd_open, child, 0);
    int status = 0;
    int reaped = reap(child, process, deadline, &status);
    bool late = reaped == 0;
    if (late) {
        kill(child, SIGKILL);
        reap(child, process, ep_monotonic_nanoseconds() + reaping_nanoseconds, &status);
    }
    if (process >= 0) close(process);
    struct ep_trial_end end = {.outcome = EP_TRIAL_FINISHED, .child = child};
    if (atomic_load(&shared->finished)) return end;
    end.outcome = late ? EP_TRIAL_TIMED_OUT : EP_TRIAL_CRASHED;
    if (!late && reaped == 1 && WIFSIGNALED(status)) end.signal = WTERMSIG(status);
    return end;
}

struct ep_trial_end ep_trial(ep_trial_body body, const void *question, void *answer, size_t answer_bytes,
                             uint32_t deadline_milliseconds) {
    size_t bytes = sizeof(struct shared) + answer_bytes;
    struct shared *shared = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) return (struct ep_trial_end){.outcome = EP_TRIAL_NOT_STARTED, .error = errno};
    if (answer_bytes) memcpy(shared->answer, answer, answer_bytes);
    int64_t deadline = ep_monotonic_nanoseconds() + (int64_t)deadline_milliseconds * 1000000;

    // A signal between fork and the child's own settings would run the parent's handler in the child.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t child = fork();
    if (child == 0) {
        settle_child();
        body(question, shared->answer);
        atomic_store(&shared->finished, 1);
        _exit(0);
    }
    int failure = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);

    struct ep_trial_end end = {.outcome = EP_TRIAL_NOT_STARTED, .error = failure};
    if (child > 0) end = end_of(child, shared, deadline);
    if (answer_bytes) memcpy(answer, shared->answer, answer_bytes);
    munmap(shared, bytes);
    return end;
}
