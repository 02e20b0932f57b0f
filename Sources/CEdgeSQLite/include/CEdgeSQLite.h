#pragma once
#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

// SQLite's own interface, and the few calls of it that Swift cannot spell: its "copy this" mark is a cast of -1 to a
// function pointer.

int ep_sqlite_bind_text(sqlite3_stmt *statement, int place, const char *text, size_t bytes);
int ep_sqlite_bind_bytes(sqlite3_stmt *statement, int place, const void *content, size_t bytes);

/// Makes commits wait until the disk has them, and refuses schemas that could run code of their own.
int ep_sqlite_defend(sqlite3 *database);
