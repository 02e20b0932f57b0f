// Our kernels and the device's ceilings, as a contender of Benchmarks/kernels.
//
// usage: ours THREADS. An answer goes on with the operations or bytes of one call of a ceiling's loop, 0 for a kernel,
// and the instruction set. A method `cold-…` reads its weights from memory, not from a cache.
#define _GNU_SOURCE
#include "ours.h"
#include <sched.h>

ep_pool *ours_pool;
uint32_t ours_threads;

/// The weights as often as the last cache cannot hold them.
static void copy_weights(subject *s) {
    s->count = cold_bytes / s->packed_bytes + 1;
    s->copies = ours_memory(s->count * s->packed_bytes);
    for (size_t i = 0; i < s->count; i++) memcpy(s->copies + i * s->packed_bytes, *s->packed, s->packed_bytes);
}

static void *make(turn_request request) {
    subject *s = ours_memory(sizeof *s);
    s->round.threads = ours_threads;
    bool is_cold = strncmp(request.method, "cold-", 5) == 0;
    const char *name = request.method + (is_cold ? 5 : 0);
    for (const ours_operation *operation = ours_operations; operation->name; operation++) {
        if (strcmp(name, operation->name) != 0) continue;
        if (!operation->make(s, request.sizes)) return NULL;
        if (is_cold) copy_weights(s);
        return s;
    }
    return NULL;
}

/// The nanoseconds of so many calls; of a ceiling's loop, as its own slowest thread has them.
static int64_t called(void *made, size_t times) {
    subject *s = made;
    int64_t start = turn_now(), inside = 0;
    for (size_t i = 0; i < times; i++) {
        ep_stream_arguments *stream = &s->arguments.stream;
        // Never the same slice twice in a row.
        if (s->is_stream) stream->offset = (stream->offset + stream->bytes) % (cold_bytes - stream->bytes);
        if (s->copies) *s->packed = s->copies + s->next++ % s->count * s->packed_bytes;
        s->round = (ep_round){.threads = ours_threads};
        ep_status status = ep_pool_run(ours_pool, &s->task, s->scratch, s->scratch_bytes);
        if (status != EP_OK) turn_fail("a planned task was refused");
        inside += s->round.nanoseconds;
    }
    return inside ? inside : turn_now() - start;
}

static double units_of(const subject *s) {
    // Only a ceiling's loop keeps time itself.
    if (!s->round.nanoseconds) return 0;
    if (s->is_stream) return (double)s->arguments.stream.bytes * ours_threads;
    const ep_peak_arguments *peak = &s->arguments.peak;
    return ep_peak_operations(peak->peak, s->isa) * (double)peak->steps * ours_threads;
}

static void describe(const void *called) {
    const subject *s = called;
    printf("%.0f %s", units_of(s), ep_isa_name(s->isa));
}

/// A thread for each of the first CPUs that this process may use, as the program places them.
static void make_pool(void) {
    cpu_set_t usable;
    int32_t cpus[CPU_SETSIZE], count = 0;
    if (sched_getaffinity(0, sizeof usable, &usable)) turn_fail("no affinity");
    for (int32_t cpu = 0; cpu < CPU_SETSIZE && count < (int32_t)ours_threads; cpu++)
        if (CPU_ISSET((size_t)cpu, &usable)) cpus[count++] = cpu;
    CPU_ZERO(&usable);
    CPU_SET((size_t)cpus[0], &usable);
    sched_setaffinity(0, sizeof usable, &usable);
    if (ep_pool_create((int32_t)ours_threads, cpus, count, &ours_pool) != EP_OK) turn_fail("no threads");
}

int main(int count, char **words) {
    ours_threads = count > 1 ? (uint32_t)strtoul(words[1], NULL, 10) : 1;
    make_pool();
    return turn_serve(&(turn_contender){make, called, describe}, "EdgePlan");
}
