#define _GNU_SOURCE
#include "edgetpu.h"
#include "../session_calls.h"

#include <dlfcn.h>
#include <stdio.h>

struct edgetpu_device {
    int type;
    const char *path;
};

struct edgetpu {
    struct edgetpu_device *(*list_devices)(size_t *);
    void (*free_devices)(struct edgetpu_device *);
    void *(*create_delegate)(int, const char *, const void *, size_t);
    void (*free_delegate)(void *);
};

static bool open_library(struct edgetpu *library, char reason[EP_REASON]) {
    void *handle = session_library("libedgetpu.so.1", reason);
    if (!handle) return false;
    library->list_devices = (struct edgetpu_device * (*)(size_t *)) dlsym(handle, "edgetpu_list_devices");
    library->free_devices = (void (*)(struct edgetpu_device *))dlsym(handle, "edgetpu_free_devices");
    library->create_delegate =
        (void *(*)(int, const char *, const void *, size_t))dlsym(handle, "edgetpu_create_delegate");
    library->free_delegate = (void (*)(void *))dlsym(handle, "edgetpu_free_delegate");
    bool good = library->list_devices && library->free_devices && library->create_delegate && library->free_delegate;
    if (!good) snprintf(reason, EP_REASON, "libedgetpu.so.1 is another library");
    return good;
}

int32_t ep_edgetpu_devices(char reason[EP_REASON]) {
    struct edgetpu library;
    if (!open_library(&library, reason)) return -1;
    size_t count = 0;
    struct edgetpu_device *devices = library.list_devices(&count);
    if (devices) library.free_devices(devices);
    return count > INT32_MAX ? INT32_MAX : (int32_t)count;
}

void *edgetpu_delegate(void (**release)(void *), char reason[EP_REASON]) {
    struct edgetpu library;
    if (!open_library(&library, reason)) return NULL;
    size_t count = 0;
    struct edgetpu_device *devices = library.list_devices(&count);
    void *delegate = count ? library.create_delegate(devices[0].type, devices[0].path, NULL, 0) : NULL;
    if (!delegate) snprintf(reason, EP_REASON, count ? "the Edge TPU cannot be opened" : "there is no Edge TPU");
    if (devices) library.free_devices(devices);
    *release = library.free_delegate;
    return delegate;
}
