#include "ep_weights.h"

static const unsigned char packages[] = {
#embed "../../models/packages.json"
};

const unsigned char *ep_embedded_packages(size_t *count) {
    *count = sizeof packages;
    return packages;
}
