#pragma once
#include <sqlite3.h>

/// Does without SQLite's own count of memory, which would take a lock at each allocation.
///
/// sqlite3_config is variadic, which Swift cannot call. It works before the first connection only
/// and does no harm later: it is then refused.
static inline void calltally_sqlite3_forgo_memory_statistics(void) {
  (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
