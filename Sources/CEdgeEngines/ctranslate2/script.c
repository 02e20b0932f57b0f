#include "ctranslate2.h"

static const unsigned char script[] = {
#embed "worker.py"
};

const unsigned char *ep_ctranslate2_script(size_t *count) {
    *count = sizeof script;
    return script;
}
