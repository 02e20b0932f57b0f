#pragma once
#include "child.h"

/// In the child, before the program: takes the rights away, and tells what is in force.
uint32_t ep_isolate(const struct ep_child_order *order);
