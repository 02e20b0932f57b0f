#pragma once
#include "c_library.h"
#include "clock.h"
#include "plain_files.h"
#include "rooted_files.h"
