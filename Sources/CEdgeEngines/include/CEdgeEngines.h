#pragma once
#include "lock.h"
#include "onnxruntime.h"
#include "openvino.h"
#include "session.h"
