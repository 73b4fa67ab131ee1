"""Importing: NDJSON, pages, compressed input, and what was imported before."""
import shutil

import dumps
from bench import fresh
from case import Case, Contender
from data import copy_store
from measure import Command
from peers import duckdb, sqlite_shell, sqlite_utils

MEMORY_LIMITS = (("1m", 200), ("10m", 600))
TYPED = "DuckDB, typed, no key"
KEYED = "DuckDB, PRIMARY KEY"


def into_fresh_store(bench, path):
    store = bench.data.scratch("ours.sqlite")
    return Contender(
        "calltally",
        Command(bench.calltally.import_(path, store), prepare=fresh(store)),
        check=lambda: bench.calltally.totals(store))


def into_fresh_duckdb(bench, name, *statements, targets=()):
    database = bench.data.scratch("peer.duckdb")
    return Contender(
        name,
        Command(duckdb.command_line(database, *statements), prepare=fresh(database)),
        targets=targets,
        check=lambda: duckdb.totals(database))


def wrapped(bench):
    path = bench.data.input("wrapped.ndjson")
    selection = duckdb.read_wrapped(path)
    database = bench.data.scratch("peer.sqlite")
    script = bench.data.scratch("import.sql")
    script.write_text(sqlite_shell.SCRIPT.format(input=path))
    peers = [
        into_fresh_duckdb(
            bench, TYPED, duckdb.create_table(selection), targets=(("1m", 0.70), ("10m", 0.85))),
        into_fresh_duckdb(
            bench, KEYED, duckdb.create_keyed_table(), duckdb.insert(selection),
            targets=(("1m", 0.40), ("10m", 0.40))),
    ]
    if bench.data.size != "10m":
        peers.append(Contender(
            sqlite_shell.NAME,
            Command([sqlite_shell.SHELL, database], prepare=fresh(database), input=script),
            check=lambda: sqlite_shell.totals(database)))
    return Case(
        "import-wrapped", "Import NDJSON, wrapped values", into_fresh_store(bench, path), peers,
        (path,), MEMORY_LIMITS)


def against_sqlite_utils(bench):
    path = bench.small.input("wrapped.ndjson")
    database = bench.data.scratch("peer.sqlite")
    peer = Contender(
        sqlite_utils.NAME,
        Command(sqlite_utils.command_line(path, database), prepare=fresh(database)),
        targets=((bench.data.size, 0.01),),
        check=lambda: sqlite_utils.totals(database),
        once=True)
    return Case(
        "import-sqlite-utils", f"Import NDJSON, {bench.small.size} attempts",
        into_fresh_store(bench, path), [peer], (path,))


def plain(bench):
    path = bench.data.input("plain.ndjson")
    peer = into_fresh_duckdb(
        bench, TYPED, duckdb.create_table(duckdb.read_plain(path)),
        targets=(("1m", 0.70), ("10m", 0.85)))
    return Case(
        "import-plain", "Import NDJSON, plain values", into_fresh_store(bench, path), [peer],
        (path,), MEMORY_LIMITS)


def pages(bench):
    path = bench.data.input("pages")
    peer = into_fresh_duckdb(
        bench, "DuckDB, unnest", duckdb.create_table(duckdb.read_pages(path)),
        targets=(("1m", 0.15),))
    return Case(
        "import-pages", "Import pages of 100, one file each", into_fresh_store(bench, path),
        [peer], (path,), MEMORY_LIMITS)


def compressed(name, title, file):
    def build(bench):
        path = bench.data.input(file)
        peer = into_fresh_duckdb(bench, TYPED, duckdb.create_table(duckdb.read_wrapped(path)))
        return Case(
            name, title, into_fresh_store(bench, path), [peer], (path,), MEMORY_LIMITS)
    return build


def again(bench):
    path = bench.data.input("wrapped.ndjson")
    store, database = bench.store(), bench.keyed_duckdb_store()
    ours = Contender(
        "calltally", Command(bench.calltally.import_(path, store)),
        check=lambda: bench.calltally.totals(store))
    peer = Contender(
        "DuckDB, ON CONFLICT",
        Command(duckdb.command_line(database, duckdb.upsert(duckdb.read_wrapped(path)))),
        targets=(("1m", 0.30), ("10m", 0.30)),
        check=lambda: duckdb.totals(database))
    return Case(
        "import-again", "Import the same file again", ours, [peer], (path, store, database),
        MEMORY_LIMITS)


def changed(bench):
    path = bench.data.input("changed.ndjson")
    base, keyed = bench.store(), bench.keyed_duckdb_store()
    store = bench.data.scratch("ours.sqlite")
    database = bench.data.scratch("peer.duckdb")
    ours = Contender(
        "calltally",
        Command(bench.calltally.import_(path, store), prepare=lambda: copy_store(base, store)),
        check=lambda: bench.calltally.totals(store))
    peer = Contender(
        "DuckDB, ON CONFLICT",
        Command(
            duckdb.command_line(database, duckdb.upsert(duckdb.read_wrapped(path))),
            prepare=lambda: copy_store(keyed, database)),
        check=lambda: duckdb.totals(database))
    return Case(
        "import-changed", "Import again, 1 % of it changed", ours, [peer], (path,),
        MEMORY_LIMITS)


def copied(bench):
    """COPY has to be read no slower than the same attempts as NDJSON."""
    store = bench.data.scratch("peer.sqlite")
    peers = [
        Contender(
            name,
            Command(
                bench.calltally.import_(bench.data.input(file), store), prepare=fresh(store)),
            targets=((bench.data.size, 1.0),),
            check=lambda: bench.calltally.totals(store))
        for name, file in (("calltally, NDJSON wrapped", "wrapped.ndjson"),
                           ("calltally, NDJSON plain", "plain.ndjson"))]
    path = dumps.items(bench.data)
    return Case(
        "import-copy", "Import a dump, COPY", into_fresh_store(bench, path), peers,
        (path, *(bench.data.input(file) for file in ("wrapped.ndjson", "plain.ndjson"))),
        MEMORY_LIMITS)


def tables(bench):
    """The dump as it is: a call for every two attempts, before them."""
    path = bench.data.input("tables.sql")
    rows = {table: dumps.rows_of(name, bench.data) for table, name in (
        ("calls", "IncomingCallLog"), ("items", "IncomingCallLogItem"))}
    store, database = bench.data.scratch("ours.sqlite"), bench.data.scratch("peer.sqlite")
    script = bench.data.scratch("import.sql")
    script.write_text(sqlite_shell.TABLES_SCRIPT.format(**rows))
    ours = Contender(
        "calltally", Command(bench.calltally.import_(path, store), prepare=fresh(store)),
        check=lambda: bench.calltally.counts(store))
    peer = Contender(
        "sqlite3 shell, rows as texts, no key",
        Command([sqlite_shell.SHELL, database], prepare=fresh(database), input=script),
        check=lambda: sqlite_shell.counts(database))
    return Case(
        "import-tables", "Import a dump with its calls, COPY", ours, [peer],
        (path, *rows.values()), MEMORY_LIMITS)


def scanned(bench):
    """A large dump of which little is ours is looked through at half the speed of wc at least."""
    path = dumps.among_others(bench.data)
    store = bench.data.scratch("ours.sqlite")
    ours = Contender(
        "calltally", Command(bench.calltally.import_(path, store), prepare=fresh(store)))
    peer = Contender(
        "wc -l", Command([shutil.which("wc"), "-l", path]), targets=((bench.data.size, 2.0),))
    return Case("import-scan", "Find our tables in a dump of 2 GB", ours, [peer], (path,),
                MEMORY_LIMITS)


CASES = {
    "import-wrapped": wrapped,
    "import-sqlite-utils": against_sqlite_utils,
    "import-plain": plain,
    "import-pages": pages,
    "import-gzip": compressed("import-gzip", "Import NDJSON, gzip", "wrapped.ndjson.gz"),
    "import-zstd": compressed("import-zstd", "Import NDJSON, zstd", "wrapped.ndjson.zst"),
    "import-again": again,
    "import-changed": changed,
    "import-copy": copied,
    "import-tables": tables,
    "import-scan": scanned,
}
