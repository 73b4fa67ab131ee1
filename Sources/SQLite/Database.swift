/// The SQLite library.
