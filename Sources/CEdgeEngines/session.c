#define _GNU_SOURCE
#include "session_calls.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void ep_session_unload(struct ep_session *session) { session->calls->unload(session); }

uint32_t ep_session_count(const struct ep_session *session, bool of_outputs) { return session->counts[of_outputs]; }

bool ep_session_port(struct ep_session *session, bool is_output, uint32_t place, struct ep_port *port,
                     char reason[EP_REASON]) {
    *port = (struct ep_port){0};
    return session->calls->port(session, is_output, place, port, reason);
}

bool ep_session_fill(struct ep_session *session, uint32_t place, int32_t type, const int64_t *sizes, uint32_t rank,
                     const uint8_t *bytes, size_t count, char reason[EP_REASON]) {
    return session->calls->fill(session, place, type, sizes, rank, bytes, count, reason);
}

bool ep_session_run(struct ep_session *session, char reason[EP_REASON]) {
    return session->calls->run(session, reason);
}

bool ep_session_output(struct ep_session *session, uint32_t place, struct ep_port *port, const uint8_t **bytes,
                       char reason[EP_REASON]) {
    *port = (struct ep_port){0};
    return session->calls->output(session, place, port, bytes, reason);
}

void *session_library(const char *path, char reason[EP_REASON]) {
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (handle) return handle;
    const char *words = dlerror();
    snprintf(reason, EP_REASON, "%s", words ? words : "the loader gave no reason");
    return NULL;
}

uint8_t *session_copy(const uint8_t *bytes, size_t count, char reason[EP_REASON]) {
    uint8_t *copy = aligned_alloc(64, (count + 64) / 64 * 64);
    if (copy) {
        memcpy(copy, bytes, count);
    } else {
        snprintf(reason, EP_REASON, "there is not enough memory for an input of %zu bytes", count);
    }
    return copy;
}

bool session_take_count(struct ep_session *session, bool of_outputs, size_t count, char reason[EP_REASON]) {
    session->counts[of_outputs] = count > ports_at_most ? 0 : (uint32_t)count;
    if (count <= ports_at_most) return true;
    snprintf(reason, EP_REASON, "the model has %zu inputs or outputs; %d are the most", count, ports_at_most);
    return false;
}

bool session_take_rank(struct ep_port *port, size_t rank, char reason[EP_REASON]) {
    port->rank = rank > EP_RANK ? 0 : (uint32_t)rank;
    if (rank <= EP_RANK) return true;
    snprintf(reason, EP_REASON, "\"%s\" has %zu dimensions; %d are the most", port->name, rank, EP_RANK);
    return false;
}
