// Stands for a library of ONNX Runtime: offers what its options say, and makes sessions only of what it was told.
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef void (*function)(void);

static int is_handed_on, is_strict;

static const char *words(const void *status) { return status; }
static void release(void *value) { (void)value; }
static void release_names(char **names, int count) { (void)names, (void)count; }

static void *create(void **made) {
    static int thing;
    *made = &thing;
    return NULL;
}

static void *create_environment(void *log, void *runtime, int level, const char *id, void **made) {
    (void)log, (void)runtime, (void)level, (void)id;
    return create(made);
}

static void *create_memory(int kind, int type, void **made) {
    (void)kind, (void)type;
    return create(made);
}

static void *set_number(void *options, int number) {
    (void)options, (void)number;
    return NULL;
}

static void *providers(char ***names, int *count) {
    static char *all[] = {"CUDAExecutionProvider", "OpenVINOExecutionProvider", "CPUExecutionProvider"};
    *names = all;
    *count = 3;
    return NULL;
}

static void *update(void *options, const char *const *keys, const char *const *values, size_t count) {
    (void)options, (void)keys, (void)values, (void)count;
    return NULL;
}

static void *append_cuda(void *options, const void *own) {
    (void)options, (void)own;
    return "libcublas.so.12: cannot open shared object file";
}

static void *append_named(void *options, const char *name, const char *const *keys, const char *const *values,
                          size_t count) {
    (void)options, (void)keys, (void)values, (void)count;
    is_handed_on = 1;
    return strcmp(name, "OpenVINO") == 0 ? NULL : "another name";
}

static void *set_entry(void *options, const char *key, const char *value) {
    (void)options;
    is_strict = strcmp(key, "session.disable_cpu_ep_fallback") == 0 && strcmp(value, "1") == 0;
    return NULL;
}

/// As the real one does for a model of which the provider takes only a part.
static void *create_session(void *environment, const char *path, void *options, void **made) {
    (void)environment, (void)path, (void)options, (void)made;
    if (!is_handed_on) return "computed by its own kernels";
    return is_strict ? "nodes are left to the CPU, and that was forbidden" : "nodes are left to the CPU";
}

static const function *table(uint32_t version) {
    static function all[256];
    (void)version;
    all[2] = (function)words;
    all[4] = (function)create_environment;
    all[7] = (function)create_session;
    all[10] = all[78] = all[205] = (function)create;
    all[13] = all[23] = all[24] = all[25] = (function)set_number;
    all[69] = (function)create_memory;
    all[93] = all[100] = all[208] = (function)release;
    all[125] = (function)providers;
    all[126] = (function)release_names;
    all[130] = (function)set_entry;
    all[204] = (function)append_cuda;
    all[206] = (function)update;
    all[216] = (function)append_named;
    return all;
}

static const char *version(void) { return "99.0"; }

struct base {
    const function *(*table)(uint32_t);
    const char *(*version)(void);
};

const struct base *OrtGetApiBase(void) {
    static const struct base base = {table, version};
    return &base;
}
