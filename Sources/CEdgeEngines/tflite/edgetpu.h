#pragma once
#include "tflite.h"

/// The first Edge TPU as what an interpreter hands its work to; NULL with a reason.
void *edgetpu_delegate(void (**release)(void *), char reason[EP_REASON]);
