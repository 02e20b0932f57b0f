#include "CEdgeSQLite.h"

int ep_sqlite_bind_text(sqlite3_stmt *statement, int place, const char *text, size_t bytes) {
    return sqlite3_bind_text64(statement, place, text, bytes, SQLITE_TRANSIENT, SQLITE_UTF8);
}

int ep_sqlite_bind_bytes(sqlite3_stmt *statement, int place, const void *content, size_t bytes) {
    // A null pointer would be bound as NULL.
    return sqlite3_bind_blob64(statement, place, bytes == 0 ? "" : content, bytes, SQLITE_TRANSIENT);
}

int ep_sqlite_defend(sqlite3 *database) {
    int answer = sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (answer == SQLITE_OK) answer = sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    if (answer == SQLITE_OK) answer = sqlite3_busy_timeout(database, 10000);
    return answer;
}
