#pragma once
#include "rooted_files.h"
