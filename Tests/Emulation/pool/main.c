#define _GNU_SOURCE
#include "CEdgeKernels.h"
#include <sched.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/// Drives the thread pool through all that its callers do. Built with ThreadSanitizer it also sees every race: the
/// numbers below are plain ones, so that only the pool keeps threads apart.
enum { most_units = 200, most_threads = 9 };

/// Each unit counts itself and leaves its thread's mark in the scratch.
typedef struct {
    uint32_t done[most_units];
    uint64_t marks;
} ledger;

static void count_units(const ep_task *task, size_t first, size_t end, void *scratch) {
    ledger *book = (ledger *)(uintptr_t)task->arguments;
    uint64_t *mark = scratch;
    for (size_t unit = first; unit < end; unit++) {
        book->done[unit]++;
        mark[0] = unit;
        mark[1] += mark[0];
    }
}

static bool failed(const char *what) {
    printf("FAILED: %s\n", what);
    return false;
}

/// One job; each of its units has to be done once.
static bool runs(ep_pool *pool, ledger *book, size_t units) {
    static _Alignas(64) char scratch[most_threads * 64];
    ep_task task = {.run = count_units, .arguments = book, .units = units, .scratch_bytes = 16};
    memset(book, 0, sizeof *book);
    if (ep_pool_run(pool, &task, scratch, ep_pool_scratch_bytes(pool, &task)) != EP_OK) return failed("a job was refused");
    for (size_t unit = 0; unit < most_units; unit++)
        if (book->done[unit] != (unit < units)) return failed("a unit was left out or done twice");
    return true;
}

static void rest(long nanoseconds) { nanosleep(&(struct timespec){.tv_nsec = nanoseconds}, NULL); }

/// Jobs in a row find threads that spin, jobs after a rest threads that sleep.
static bool serves(int32_t threads, const int32_t *cpus, int32_t cpu_count, int jobs) {
    ep_pool *pool;
    ledger book;
    if (ep_pool_create(threads, cpus, cpu_count, &pool) != EP_OK) return failed("no pool");
    bool right = true;
    for (int job = 0; job < jobs && right; job++) {
        if (job % 16 == 0) rest(job % 32 ? 100 : 500000);
        right = runs(pool, &book, (size_t)job * 7 % (most_units + 1));
    }
    ep_pool_destroy(pool);
    return right;
}

/// Pools that end before, while and after their threads have begun to wait.
static bool starts_and_stops(int times) {
    for (int time = 0; time < times; time++) {
        ep_pool *pool;
        ledger book;
        if (ep_pool_create(1 + time % most_threads, NULL, 0, &pool) != EP_OK) return failed("no pool");
        if (time % 3 == 1) rest(time % 2 ? 50000 : 2000000);
        bool right = time % 3 != 2 || runs(pool, &book, (size_t)time % most_units);
        ep_pool_destroy(pool);
        if (!right) return false;
    }
    return true;
}

static bool refuses(void) {
    ep_pool *pool;
    int32_t below = -1, beyond = 1 << 20, absent = 16000;
    if (ep_pool_create(0, NULL, 0, &pool) != EP_BAD_SHAPE || pool) return failed("no threads were accepted");
    if (ep_pool_create(EP_POOL_THREADS + 1, NULL, 0, &pool) != EP_BAD_SHAPE) return failed("too many were accepted");
    if (ep_pool_create(2, &below, 1, &pool) != EP_BAD_SHAPE) return failed("a CPU below 0 was accepted");
    if (ep_pool_create(2, &beyond, 1, &pool) != EP_BAD_SHAPE) return failed("a CPU beyond all was accepted");
    if (ep_pool_create(3, &absent, 1, &pool) != EP_NO_THREAD || pool) return failed("an absent CPU was accepted");
    ep_task task = {.run = count_units, .units = 1, .scratch_bytes = 65};
    if (ep_pool_run(NULL, &task, NULL, 127) != EP_SCRATCH_TOO_SMALL) return failed("too little scratch was accepted");
    return true;
}

/// The first CPU that this process may use, and how many there are.
static int32_t first_cpu(int *count) {
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set)) exit(2);
    *count = CPU_COUNT(&set);
    int32_t cpu = 0;
    while (!CPU_ISSET(cpu, &set)) cpu++;
    return cpu;
}

/// Once a round on every thread, all released by one barrier.
static bool measures(int32_t threads) {
    ep_pool *pool;
    if (ep_pool_create(threads, NULL, 0, &pool) != EP_OK) return failed("no pool");
    ep_round round = {.threads = (uint32_t)threads};
    ep_additions_arguments additions = {.steps = 1000, .round = &round};
    ep_task task;
    bool right = ep_additions_plan(EP_ISA_SCALAR, &additions, &task) == EP_OK &&
                 ep_pool_run(pool, &task, NULL, 0) == EP_OK && round.nanoseconds > 0;
    ep_pool_destroy(pool);
    return right || failed("a round gave no time");
}

/// A thread, and the units that it did.
typedef struct {
    pthread_t thread;
    size_t units;
} diary;

static void note_units_of_one(const ep_task *task, size_t first, size_t end, void *scratch) {
    (void)scratch;
    diary *caller = (diary *)(uintptr_t)task->arguments;
    if (pthread_equal(pthread_self(), caller->thread)) caller->units += end - first;
}

/// On one CPU, with workers that run only when nobody else wants to, the caller does most of the work by itself.
static bool caller_helps_out(void) {
    ep_pool *pool;
    struct sched_param none = {0};
    if (pthread_setschedparam(pthread_self(), SCHED_IDLE, &none)) return failed("no idle threads");
    ep_status status = ep_pool_create(3, NULL, 0, &pool);
    if (pthread_setschedparam(pthread_self(), SCHED_OTHER, &none)) return failed("no way back to ordinary threads");
    if (status != EP_OK) return failed("no pool");
    diary caller = {.thread = pthread_self()};
    ep_task task = {.run = note_units_of_one, .arguments = &caller, .units = 3};
    for (int job = 0; job < 100; job++) ep_pool_run(pool, &task, NULL, 0);
    ep_pool_destroy(pool);
    return caller.units > 100 || failed("the caller did its own shares alone");
}

/// All of it, `passes` times.
int main(int count, char **arguments) {
    long passes = count > 1 ? strtol(arguments[1], NULL, 10) : 1;
    int cpus;
    int32_t first = first_cpu(&cpus), pinned[2] = {first, first};
    ledger alone;
    bool right = refuses() && runs(NULL, &alone, 5);
    for (long pass = 0; pass < passes && right; pass++)
        right = serves(1, NULL, 0, 50) && serves(2, NULL, 0, 1000) && serves(cpus, NULL, 0, 500) &&
                serves(most_threads, NULL, 0, 300) && serves(2, pinned, 1, 200) && serves(2, pinned, 2, 200) &&
                measures(2) && measures(3) && starts_and_stops(60);
    // From here on one CPU is all there is, as under a control group's cpuset.
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET((size_t)first, &one);
    if (sched_setaffinity(0, sizeof one, &one)) exit(2);
    for (long pass = 0; pass < passes && right; pass++)
        right = serves(1, NULL, 0, 50) && serves(3, NULL, 0, 300) && starts_and_stops(30) && caller_helps_out();
    if (right) printf("the pool did every unit once\n");
    return right ? 0 : 1;
}
