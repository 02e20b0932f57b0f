#define _GNU_SOURCE
#include "nvidia_trial.h"
#include "quiet_child.h"

#include <dlfcn.h>
#include <string.h>

enum { capability_major = 75, capability_minor = 76 };

struct cuda {
    int (*start)(unsigned);
    int (*count)(int *);
    int (*card)(int *, int);
    int (*name)(char *, int, int);
    int (*memory)(size_t *, int);
    int (*attribute)(int *, int, int);
    int (*address)(char *, int, int);
};

static int32_t find_functions(void *library, struct cuda *cuda) {
    *(void **)&cuda->start = dlsym(library, "cuInit");
    *(void **)&cuda->count = dlsym(library, "cuDeviceGetCount");
    *(void **)&cuda->card = dlsym(library, "cuDeviceGet");
    *(void **)&cuda->name = dlsym(library, "cuDeviceGetName");
    *(void **)&cuda->memory = dlsym(library, "cuDeviceTotalMem_v2");
    *(void **)&cuda->attribute = dlsym(library, "cuDeviceGetAttribute");
    *(void **)&cuda->address = dlsym(library, "cuDeviceGetPCIBusId");
    return cuda->start && cuda->count && cuda->card;
}

static void describe(const struct cuda *cuda, int handle, struct ep_nvidia_card *card) {
    char name[sizeof card->name] = "";
    if (cuda->name && !cuda->name(name, sizeof name, handle)) memcpy(card->name, name, sizeof name - 1);
    size_t bytes = 0;
    if (cuda->memory && !cuda->memory(&bytes, handle)) card->memory_bytes = bytes;
    int major = 0, minor = 0;
    if (cuda->attribute && !cuda->attribute(&major, capability_major, handle) &&
        !cuda->attribute(&minor, capability_minor, handle)) {
        card->capability_major = major;
        card->capability_minor = minor;
    }
    char address[sizeof card->address] = "";
    if (cuda->address && !cuda->address(address, sizeof address, handle)) {
        memcpy(card->address, address, sizeof address - 1);
    }
}

static void ask_cuda(const void *asked, void *answered) {
    struct ep_nvidia_answer *answer = answered;
    silence_standard_output();
    void *library = dlopen(asked, RTLD_LAZY | RTLD_LOCAL);
    if (!library) return;
    struct cuda cuda;
    answer->step = EP_NVIDIA_NO_FUNCTION;
    if (!find_functions(library, &cuda)) return;
    answer->step = EP_NVIDIA_NOT_STARTED;
    int count = 0;
    answer->code = cuda.start(0);
    if (!answer->code) answer->code = cuda.count(&count);
    if (answer->code) return;
    for (int index = 0; index < count && answer->count < EP_NVIDIA_CARDS_AT_MOST; index++) {
        int handle = 0;
        if (cuda.card(&handle, index)) continue;
        describe(&cuda, handle, &answer->cards[answer->count]);
        answer->count++;
    }
    answer->step = EP_NVIDIA_ANSWERED;
}

struct ep_trial_end ep_trial_cuda(const char *library, uint32_t deadline_milliseconds,
                                  struct ep_nvidia_answer *answer) {
    *answer = (struct ep_nvidia_answer){0};
    return ep_trial(ask_cuda, library, answer, sizeof *answer, deadline_milliseconds);
}
