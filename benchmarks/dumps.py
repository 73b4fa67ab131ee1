"""Dumps for the cases about them: of the attempts alone, and of ours among many other tables."""
import random

ITEMS = b'COPY public."IncomingCallLogItem" '
SCAN_BYTES = {"100k": 200_000_000}
LARGE_BYTES = 2_000_000_000


def items(data):
    """A dump of the attempts alone, as `pg_dump --table` writes it."""
    return data.made("items.sql", lambda path: _copy_items(data.input("tables.sql"), path))


def _copy_items(source, path):
    with open(source, "rb") as lines, open(path, "wb") as target:
        target.write(b"SET client_encoding = 'UTF8';\n")
        for line in lines:
            if line.startswith(ITEMS):
                target.write(line)
                break
        for line in lines:
            target.write(line)
            if line == b"\\.\n":
                return


def rows_of(table, data):
    """The rows of one table of the dump, which the sqlite3 shell cannot find by itself."""
    head = f'COPY public."{table}" '.encode()
    return data.made(f"{table}.tsv", lambda path: _copy_rows(data.input("tables.sql"), path, head))


def _copy_rows(source, path, head):
    with open(source, "rb") as lines, open(path, "wb") as target:
        for line in lines:
            if line.startswith(head):
                names = line[line.index(b"(") + 1:line.index(b")")].replace(b'"', b"")
                target.write(names.replace(b", ", b"\t") + b"\n")
                break
        for line in lines:
            if line == b"\\.\n":
                return
            target.write(line)


def among_others(data):
    """A large dump in which our tables, with few rows, come between those of others."""
    size = SCAN_BYTES.get(data.size, LARGE_BYTES)
    ours = data.input("few-tables.sql")
    return data.made("large.sql", lambda path: _write_large(path, ours, size))


def _write_large(path, ours, size):
    chooser = random.Random(42)
    # Rows from short to long, with what COPY escapes; a megabyte of them again and again.
    rows = b"".join(_row(chooser) for _ in range(3000))
    with open(path, "wb") as target:
        for table in ("MonitorLog", "Metric", "TelemetryAttribute", "WorkflowLog"):
            target.write(f'COPY public."{table}" (_id, "createdAt", body) FROM stdin;\n'.encode())
            for _ in range(size // 4 // len(rows)):
                target.write(rows)
            target.write(b"\\.\n\n")
            if table == "Metric":
                target.write(ours.read_bytes())


def _row(chooser):
    body = "".join(chooser.choice("abcdefgh 0123456789,:{}") for _ in range(chooser.randrange(8, 700)))
    return (f"{chooser.getrandbits(128):032x}\t2026-02-11 02:50:08.38593+00\t"
            + body.replace(":", "\\\\n", 2) + "\n").encode()
