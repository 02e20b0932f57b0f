#pragma once

#include <stddef.h>

/// A network of `models/`, as it lies inside the program.
typedef struct {
    const char *name;
    /// Its record: JSON, `edgeplan.model/1`.
    const unsigned char *record;
    size_t record_bytes;
    /// Its file: ONNX.
    const unsigned char *file;
    size_t file_bytes;
    /// Its int8 variant's file; null if there is none.
    const unsigned char *int8_file;
    size_t int8_bytes;
} ep_embedded_model;

/// All of them; `count` is set to how many there are.
const ep_embedded_model *ep_embedded_models(size_t *count);

/// `models/packages.json`: which models can be installed.
const unsigned char *ep_embedded_packages(size_t *count);
