#pragma once
#include "session.h"

/// What an engine does for its sessions, whose structures begin with `struct ep_session`.
struct session_calls {
    void (*unload)(struct ep_session *session);
    bool (*port)(struct ep_session *session, bool is_output, uint32_t place, struct ep_port *port,
                 char reason[EP_REASON]);
    bool (*fill)(struct ep_session *session, uint32_t place, int32_t type, const int64_t *sizes, uint32_t rank,
                 const uint8_t *bytes, size_t count, char reason[EP_REASON]);
    bool (*run)(struct ep_session *session, char reason[EP_REASON]);
    bool (*output)(struct ep_session *session, uint32_t place, struct ep_port *port, const uint8_t **bytes,
                   char reason[EP_REASON]);
};

struct ep_session {
    const struct session_calls *calls;
    /// Of inputs and of outputs.
    uint32_t counts[2];
};

enum { ports_at_most = 256 };

/// Opens a library for this process alone; NULL with the loader's words.
void *session_library(const char *path, char reason[EP_REASON]);

/// A copy of an input's bytes where any engine can read them: at a multiple of 64, never empty.
uint8_t *session_copy(const uint8_t *bytes, size_t count, char reason[EP_REASON]);

/// Whether an engine's count of inputs or outputs can be taken; sets it if so.
bool session_take_count(struct ep_session *session, bool of_outputs, size_t count, char reason[EP_REASON]);

bool session_take_rank(struct ep_port *port, size_t rank, char reason[EP_REASON]);
