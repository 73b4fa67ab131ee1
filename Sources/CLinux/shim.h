#pragma once
#include <malloc.h>
#include <sys/types.h>

// Of <fcntl.h>, which shows it to programs with extensions of GNU only; see sync_file_range(2).
#define CALLTALLY_SYNC_FILE_RANGE_WRITE 2
int sync_file_range(int descriptor, __off64_t offset, __off64_t count, unsigned int flags);
