#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// ONNX Runtime through its table of functions, whose slots never move. What fails gives NULL or false and its reason,
// cut to the room there is.

enum { EP_ORT_RANK = 16, EP_ORT_TEXT = 256, EP_ORT_REASON = 2048 };

struct ep_ort;
struct ep_ort_session;

/// An input or output. An open size is -1, with its name if it has one.
struct ep_ort_port {
    char name[EP_ORT_TEXT];
    /// ONNX Runtime's own number for the element type.
    int32_t type;
    uint32_t rank;
    int64_t sizes[EP_ORT_RANK];
    char symbols[EP_ORT_RANK][64];
};

struct ep_ort *ep_ort_open(const char *library, char reason[EP_ORT_REASON]);
const char *ep_ort_version(const struct ep_ort *runtime);

struct ep_ort_session *ep_ort_load(struct ep_ort *runtime, const char *model, int32_t threads,
                                   char reason[EP_ORT_REASON]);
void ep_ort_unload(struct ep_ort_session *session);

uint32_t ep_ort_count(const struct ep_ort_session *session, bool of_outputs);
bool ep_ort_port(struct ep_ort_session *session, bool is_output, uint32_t place, struct ep_ort_port *port,
                 char reason[EP_ORT_REASON]);

/// Copies the bytes, which every run reads from then on.
bool ep_ort_fill(struct ep_ort_session *session, uint32_t place, int32_t type, const int64_t *sizes, uint32_t rank,
                 const uint8_t *bytes, size_t count, char reason[EP_ORT_REASON]);

bool ep_ort_run(struct ep_ort_session *session, char reason[EP_ORT_REASON]);

/// What the last run gave; the bytes are the engine's own, until the next.
bool ep_ort_output(struct ep_ort_session *session, uint32_t place, struct ep_ort_port *port, const uint8_t **bytes,
                   char reason[EP_ORT_REASON]);
