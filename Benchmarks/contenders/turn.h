#pragma once
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// A contender of Benchmarks/kernels as a process that takes turns, as turns.py has it for those in Python.

enum { most_samples = 4096, most_subjects = 256, line_bytes = 128, most_sizes = 5 };

enum : int64_t { warm_nanoseconds = 3000000, turn_nanoseconds = 10000000, sample_nanoseconds = 20000 };

/// What a line of the driver asks for: `METHOD SIZE…`.
typedef struct {
    const char *method;
    size_t sizes[most_sizes];
} turn_request;

/// What a contender can do: make a subject, null where it has none; call it, which gives nanoseconds; add to an answer.
typedef struct {
    void *(*make)(turn_request request);
    int64_t (*call)(void *subject, size_t times);
    void (*describe)(const void *subject);
} turn_contender;

static inline _Noreturn void turn_fail(const char *why) {
    fprintf(stderr, "%s\n", why);
    exit(1);
}

static inline int64_t turn_now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static inline int turn_ascending(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/// The best of all turns so far and the median of this one.
static inline void turn_take(const turn_contender *contender, void *subject, double *best) {
    static double samples[most_samples];
    int64_t one = contender->call(subject, 1), end = turn_now() + warm_nanoseconds;
    while (turn_now() < end) one = contender->call(subject, 1);
    // Samples long enough that reading the clock costs nothing.
    size_t together = one < sample_nanoseconds ? (size_t)(sample_nanoseconds / (one + 1) + 1) : 1;
    size_t count = 0;
    end = turn_now() + turn_nanoseconds;
    while (count < most_samples && (turn_now() < end || count < 3))
        samples[count++] = (double)contender->call(subject, together) / (double)together;
    qsort(samples, count, sizeof *samples, turn_ascending);
    if (*best == 0 || samples[0] < *best) *best = samples[0];
    printf("%.1f %.1f ", *best, samples[count / 2]);
    contender->describe(subject);
    printf("\n");
}

static inline turn_request turn_read(char *line) {
    char *rest = line;
    turn_request request = {.method = strtok_r(rest, " \n", &rest)};
    for (size_t i = 0; i < most_sizes; i++) {
        const char *word = strtok_r(rest, " \n", &rest);
        if (word) request.sizes[i] = strtoull(word, NULL, 10);
    }
    return request;
}

/// Says what it is and answers until the driver ends.
static inline int turn_serve(const turn_contender *contender, const char *about) {
    static struct {
        char line[line_bytes];
        void *subject;
        double best;
    } known[most_subjects];
    setvbuf(stdout, NULL, _IOLBF, 0);
    printf("%s\n", about);
    for (char line[line_bytes]; fgets(line, sizeof line, stdin);) {
        size_t i = 0;
        while (i < most_subjects && known[i].line[0] && strcmp(known[i].line, line) != 0) i++;
        if (i == most_subjects) turn_fail("too many lines");
        if (!known[i].line[0]) {
            memcpy(known[i].line, line, sizeof line);
            known[i].subject = contender->make(turn_read(line));
        }
        if (known[i].subject) turn_take(contender, known[i].subject, &known[i].best);
        else puts("-");
    }
    return 0;
}
