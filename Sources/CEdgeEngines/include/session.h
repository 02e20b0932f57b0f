#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A model that an engine of others has loaded. Each engine makes sessions in its own way; all are used in this one.
// What fails gives NULL or false and its reason, cut to the room there is.

enum { EP_RANK = 16, EP_TEXT = 256, EP_REASON = 2048 };

struct ep_session;

/// An input or output. An open size is -1, with its name if it has one.
struct ep_port {
    char name[EP_TEXT];
    /// ONNX's number for the element type.
    int32_t type;
    uint32_t rank;
    int64_t sizes[EP_RANK];
    char symbols[EP_RANK][64];
};

void ep_session_unload(struct ep_session *session);

uint32_t ep_session_count(const struct ep_session *session, bool of_outputs);
bool ep_session_port(struct ep_session *session, bool is_output, uint32_t place, struct ep_port *port,
                     char reason[EP_REASON]);

/// Copies the bytes, which every run reads from then on.
bool ep_session_fill(struct ep_session *session, uint32_t place, int32_t type, const int64_t *sizes, uint32_t rank,
                     const uint8_t *bytes, size_t count, char reason[EP_REASON]);

bool ep_session_run(struct ep_session *session, char reason[EP_REASON]);

/// What the last run gave; the bytes are the engine's own, until the next.
bool ep_session_output(struct ep_session *session, uint32_t place, struct ep_port *port, const uint8_t **bytes,
                       char reason[EP_REASON]);
