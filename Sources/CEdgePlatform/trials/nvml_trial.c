#define _GNU_SOURCE
#include "nvidia_trial.h"
#include "quiet_child.h"

#include <dlfcn.h>
#include <string.h>

typedef void *card_handle;

/// As NVML lays them out.
struct nvml_memory {
    unsigned long long total;
    unsigned long long free;
    unsigned long long used;
};
struct nvml_address {
    char legacy[16];
    unsigned domain, bus, device, identifier, subsystem;
    char text[32];
    // Room for what a later version may add.
    char more[64];
};

struct nvml {
    int (*start)(void);
    int (*count)(unsigned *);
    int (*card)(unsigned, card_handle *);
    int (*name)(card_handle, char *, unsigned);
    int (*memory)(card_handle, struct nvml_memory *);
    int (*capability)(card_handle, int *, int *);
    int (*address)(card_handle, struct nvml_address *);
};

static int32_t find_functions(void *library, struct nvml *nvml) {
    *(void **)&nvml->start = dlsym(library, "nvmlInit_v2");
    *(void **)&nvml->count = dlsym(library, "nvmlDeviceGetCount_v2");
    *(void **)&nvml->card = dlsym(library, "nvmlDeviceGetHandleByIndex_v2");
    *(void **)&nvml->name = dlsym(library, "nvmlDeviceGetName");
    *(void **)&nvml->memory = dlsym(library, "nvmlDeviceGetMemoryInfo");
    *(void **)&nvml->capability = dlsym(library, "nvmlDeviceGetCudaComputeCapability");
    *(void **)&nvml->address = dlsym(library, "nvmlDeviceGetPciInfo_v3");
    return nvml->start && nvml->count && nvml->card;
}

static void describe(const struct nvml *nvml, card_handle handle, struct ep_nvidia_card *card) {
    char name[sizeof card->name] = "";
    if (nvml->name && !nvml->name(handle, name, sizeof name)) memcpy(card->name, name, sizeof name - 1);
    struct nvml_memory memory = {0};
    if (nvml->memory && !nvml->memory(handle, &memory)) card->memory_bytes = memory.total;
    int major = 0, minor = 0;
    if (nvml->capability && !nvml->capability(handle, &major, &minor)) {
        card->capability_major = major;
        card->capability_minor = minor;
    }
    struct nvml_address address = {0};
    if (nvml->address && !nvml->address(handle, &address)) {
        memcpy(card->address, address.text, sizeof card->address - 1);
    }
}

static void ask_nvml(const void *asked, void *answered) {
    struct ep_nvidia_answer *answer = answered;
    silence_standard_output();
    void *library = dlopen(asked, RTLD_LAZY | RTLD_LOCAL);
    if (!library) return;
    struct nvml nvml;
    answer->step = EP_NVIDIA_NO_FUNCTION;
    if (!find_functions(library, &nvml)) return;
    answer->step = EP_NVIDIA_NOT_STARTED;
    unsigned count = 0;
    answer->code = nvml.start();
    if (!answer->code) answer->code = nvml.count(&count);
    if (answer->code) return;
    for (unsigned index = 0; index < count && answer->count < EP_NVIDIA_CARDS_AT_MOST; index++) {
        card_handle handle = 0;
        if (nvml.card(index, &handle)) continue;
        describe(&nvml, handle, &answer->cards[answer->count]);
        answer->count++;
    }
    answer->step = EP_NVIDIA_ANSWERED;
}

struct ep_trial_end ep_trial_nvml(const char *library, uint32_t deadline_milliseconds,
                                  struct ep_nvidia_answer *answer) {
    *answer = (struct ep_nvidia_answer){0};
    return ep_trial(ask_nvml, library, answer, sizeof *answer, deadline_milliseconds);
}
