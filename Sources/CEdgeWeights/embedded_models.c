#include "ep_weights.h"

// The preprocessor reads the files: a program that is copied by itself brings its trained networks with it.

static const unsigned char fashion_cnn_w4_record[] = {
#embed "../../models/fashion-cnn-w4.json"
};
static const unsigned char fashion_cnn_w4_file[] = {
#embed "../../models/fashion-cnn-w4.onnx"
};
static const unsigned char fashion_cnn_w4_int8[] = {
#embed "../../models/fashion-cnn-w4-int8.onnx"
};

static const unsigned char fashion_cnn_w8_record[] = {
#embed "../../models/fashion-cnn-w8.json"
};
static const unsigned char fashion_cnn_w8_file[] = {
#embed "../../models/fashion-cnn-w8.onnx"
};
static const unsigned char fashion_cnn_w8_int8[] = {
#embed "../../models/fashion-cnn-w8-int8.onnx"
};

static const unsigned char fashion_cnn_w8_distilled_record[] = {
#embed "../../models/fashion-cnn-w8-distilled.json"
};
static const unsigned char fashion_cnn_w8_distilled_file[] = {
#embed "../../models/fashion-cnn-w8-distilled.onnx"
};
static const unsigned char fashion_cnn_w8_distilled_int8[] = {
#embed "../../models/fashion-cnn-w8-distilled-int8.onnx"
};

static const unsigned char fashion_cnn_w8_d2_record[] = {
#embed "../../models/fashion-cnn-w8-d2.json"
};
static const unsigned char fashion_cnn_w8_d2_file[] = {
#embed "../../models/fashion-cnn-w8-d2.onnx"
};
static const unsigned char fashion_cnn_w8_d2_int8[] = {
#embed "../../models/fashion-cnn-w8-d2-int8.onnx"
};

static const unsigned char fashion_cnn_w16_d2_p20_record[] = {
#embed "../../models/fashion-cnn-w16-d2-p20.json"
};
static const unsigned char fashion_cnn_w16_d2_p20_file[] = {
#embed "../../models/fashion-cnn-w16-d2-p20.onnx"
};
static const unsigned char fashion_cnn_w16_d2_p20_int8[] = {
#embed "../../models/fashion-cnn-w16-d2-p20-int8.onnx"
};

static const unsigned char fashion_cnn_w16_d2_record[] = {
#embed "../../models/fashion-cnn-w16-d2.json"
};
static const unsigned char fashion_cnn_w16_d2_file[] = {
#embed "../../models/fashion-cnn-w16-d2.onnx"
};
static const unsigned char fashion_cnn_w16_d2_int8[] = {
#embed "../../models/fashion-cnn-w16-d2-int8.onnx"
};

static const unsigned char fashion_auto_encoder_record[] = {
#embed "../../models/fashion-auto-encoder.json"
};
static const unsigned char fashion_auto_encoder_file[] = {
#embed "../../models/fashion-auto-encoder.onnx"
};

#define MODEL(name, words) {name, words##_record, sizeof words##_record, words##_file, sizeof words##_file, NULL, 0}
#define WITH_INT8(name, words)                                                                                         \
    {name, words##_record, sizeof words##_record, words##_file, sizeof words##_file, words##_int8, sizeof words##_int8}

static const ep_embedded_model models[] = {
    WITH_INT8("fashion-cnn-w4", fashion_cnn_w4),
    WITH_INT8("fashion-cnn-w8", fashion_cnn_w8),
    WITH_INT8("fashion-cnn-w8-distilled", fashion_cnn_w8_distilled),
    WITH_INT8("fashion-cnn-w8-d2", fashion_cnn_w8_d2),
    WITH_INT8("fashion-cnn-w16-d2-p20", fashion_cnn_w16_d2_p20),
    WITH_INT8("fashion-cnn-w16-d2", fashion_cnn_w16_d2),
    MODEL("fashion-auto-encoder", fashion_auto_encoder),
};

const ep_embedded_model *ep_embedded_models(size_t *count) {
    *count = sizeof models / sizeof models[0];
    return models;
}
