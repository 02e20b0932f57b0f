#pragma once
#include "litert.h"
#include "llamacpp.h"
#include "lock.h"
#include "onnxruntime.h"
#include "openvino.h"
#include "session.h"
#include "tflite.h"
