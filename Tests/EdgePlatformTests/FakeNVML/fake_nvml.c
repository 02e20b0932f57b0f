// A stand-in for NVIDIA's management library and CUDA driver: compiled by the tests, once for each behaviour.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef START
#define START 0
#endif

static int start(void) {
    puts("a library that talks on standard output");
#ifdef HANG
    for (;;) pause();
#endif
#ifdef CRASH
    abort();
#endif
    return START;
}

struct memory {
    unsigned long long total, free, used;
};
struct address {
    char legacy[16];
    unsigned domain, bus, device, identifier, subsystem;
    char text[32];
};

#ifndef WITHOUT_FUNCTIONS
int nvmlInit_v2(void) { return start(); }
int nvmlDeviceGetCount_v2(unsigned *count) { return *count = 3, 0; }
#endif
// The second card has fallen off the bus.
int nvmlDeviceGetHandleByIndex_v2(unsigned index, void **card) { return *card = (void *)(size_t)(index + 1), index == 1 ? 15 : 0; }
int nvmlDeviceGetName(void *card, char *name, unsigned length) { return snprintf(name, length, "Fake %d", (int)(size_t)card), 0; }
// The third shares the processor's memory, so it has none of its own.
int nvmlDeviceGetMemoryInfo(void *card, struct memory *memory) { return memory->total = 80ull << 30, (size_t)card == 3 ? 3 : 0; }
int nvmlDeviceGetCudaComputeCapability(void *card, int *major, int *minor) { return (void)card, *major = 9, *minor = 0, 0; }
int nvmlDeviceGetPciInfo_v3(void *card, struct address *address) {
    return snprintf(address->text, sizeof address->text, "%08X:0%d:00.0", (size_t)card == 3 ? 0x10000 : 0, (int)(size_t)card), 0;
}

int cuInit(unsigned flags) { return (void)flags, start(); }
int cuDeviceGetCount(int *count) { return *count = 1, 0; }
int cuDeviceGet(int *card, int index) { return *card = index, 0; }
int cuDeviceGetName(char *name, int length, int card) { return snprintf(name, (size_t)length, "Orin %d", card), 0; }
int cuDeviceTotalMem_v2(size_t *bytes, int card) { return (void)card, *bytes = 32ull << 30, 0; }
int cuDeviceGetAttribute(int *value, int attribute, int card) { return (void)card, *value = attribute == 75 ? 8 : 7, 0; }
