#pragma once
#include "lock.h"
#include "onnxruntime.h"
