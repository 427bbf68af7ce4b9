#ifndef LEDGER_CSQLITE_SHIM_H
#define LEDGER_CSQLITE_SHIM_H

#include <sqlite3.h>

/// Switches one Boolean option of a connection. `sqlite3_db_config` takes variadic arguments, which Swift cannot call.
static inline int ledger_sqlite_db_config(sqlite3 *_Nonnull connection, int option, int value) {
    return sqlite3_db_config(connection, option, value, (int *)0);
}

/// Binds a text of known length that SQLite copies. `SQLITE_TRANSIENT` is a cast of -1 to a function pointer, which Swift
/// does not import.
static inline int ledger_sqlite_bind_text(
    sqlite3_stmt *_Nonnull statement, int position, const char *_Nonnull text, sqlite3_uint64 size) {
    return sqlite3_bind_text64(statement, position, text, size, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/// Binds bytes of known length that SQLite copies, for the same reason.
static inline int ledger_sqlite_bind_blob(
    sqlite3_stmt *_Nonnull statement, int position, const void *_Nonnull bytes, sqlite3_uint64 size) {
    return sqlite3_bind_blob64(statement, position, bytes, size, SQLITE_TRANSIENT);
}

#endif
