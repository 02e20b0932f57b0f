#define _GNU_SOURCE
#include "running_system.h"
#include "trial.h"

#include <errno.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#ifndef PR_SVE_GET_VL
#define PR_SVE_GET_VL 51
#endif

const char *ep_compiled_architecture(void) {
#if defined(__x86_64__)
    return "x86_64";
#elif defined(__aarch64__)
    return "aarch64";
#elif defined(__riscv) && __riscv_xlen == 64
    return "riscv64";
#elif defined(__powerpc64__) && defined(__LITTLE_ENDIAN__)
    return "ppc64le";
#elif defined(__s390x__)
    return "s390x";
#elif defined(__loongarch64)
    return "loongarch64";
#else
    return "unknown";
#endif
}

uint64_t ep_hardware_capabilities(void) { return getauxval(AT_HWCAP); }
uint64_t ep_hardware_capabilities_2(void) { return getauxval(AT_HWCAP2); }

static int32_t copy(const char *from, char *text, size_t capacity) {
    if (!from || capacity == 0 || capacity > INT32_MAX) return -1;
    size_t length = strnlen(from, capacity - 1);
    memcpy(text, from, length);
    text[length] = '\0';
    return (int32_t)length;
}

int32_t ep_platform_text(char *text, size_t capacity) {
    return copy((const char *)(uintptr_t)getauxval(AT_PLATFORM), text, capacity);
}

int32_t ep_kernel_release(char *text, size_t capacity) {
    struct utsname name;
    return uname(&name) ? -1 : copy(name.release, text, capacity);
}

int32_t ep_running_architecture(char *text, size_t capacity) {
    struct utsname name;
    return uname(&name) ? -1 : copy(name.machine, text, capacity);
}

int32_t ep_affinity(uint64_t *words, size_t count) {
    // The kernel refuses a buffer smaller than its own mask, whose size depends on how it was built.
    for (size_t used = 16; used <= count; used *= 2) {
        memset(words, 0, count * sizeof *words);
        long bytes = syscall(SYS_sched_getaffinity, 0, used * sizeof *words, words);
        if (bytes >= 0) return (int32_t)(((size_t)bytes + sizeof *words - 1) / sizeof *words);
        if (errno != EINVAL) return -errno;
    }
    return -E2BIG;
}

int32_t ep_sve_register_bytes(void) {
    int answer = prctl(PR_SVE_GET_VL);
    return answer < 0 ? -errno : answer & 0xffff;
}

#if defined(__aarch64__)
struct question {
    const int32_t *cpus;
    uint32_t count;
};

static void read_midrs(const void *asked, void *answered) {
    const struct question *question = asked;
    uint64_t *midrs = answered;
    for (uint32_t i = 0; i < question->count; i++) {
        if (ep_trial_pin(question->cpus[i]) < 0) continue;
        __asm__ volatile("mrs %0, midr_el1" : "=r"(midrs[i]));
    }
}
#endif

void ep_midrs(const int32_t *cpus, uint64_t *midrs, uint32_t count, uint32_t deadline_milliseconds) {
    memset(midrs, 0, count * sizeof *midrs);
#if defined(__aarch64__)
    enum { kernel_answers_for_midr = 1 << 11 };
    if (!(ep_hardware_capabilities() & kernel_answers_for_midr)) return;
    struct question question = {cpus, count};
    ep_trial(read_midrs, &question, midrs, count * sizeof *midrs, deadline_milliseconds);
#else
    (void)cpus;
    (void)deadline_milliseconds;
#endif
}

int32_t ep_riscv_vector(void) {
#if defined(__riscv)
    enum { hwprobe = 258, extensions_key = 4, vector_bit = 1 << 2 };
    struct {
        int64_t key;
        uint64_t value;
    } pair = {.key = extensions_key};
    if (syscall(hwprobe, &pair, 1, 0, NULL, 0) != 0 || pair.key != extensions_key) return -1;
    return (pair.value & vector_bit) != 0;
#else
    return -1;
#endif
}
