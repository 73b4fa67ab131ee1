"""Every form that a population can come in, as PostgreSQL's own programs and OneUptime write it."""
import gzip
import json
import shutil
import subprocess

from population import ITEMS

TABLES = ["Project", "User", "IncomingCallPolicy", "IncomingCallPolicyEscalationRule",
          "IncomingCallLog", ITEMS, "TeamMember"]
OURS = [option for table in TABLES for option in ("-t", f'public."{table}"')]


class Form:
    """What is imported, and what is known of it."""

    def __init__(self, *inputs, piped=None, refuses=True, whole=True, tells_empty=True):
        self.inputs = inputs
        # What standard input gets where one of the inputs is -.
        self.piped = piped
        # Whether the rows that have to be refused are in it, and the rows of all tables.
        self.refuses = refuses
        self.whole = whole
        # Whether it tells texts without a character from NULL.
        self.tells_empty = tells_empty


class Forms:
    """The forms of one database, written into a folder; `make` has them by name."""

    def __init__(self, server, database, population, folder):
        self.server, self.database = server, database
        self.population, self.folder = population, folder
        self.make = {}
        self.add_dumps()
        self.add_archives()
        self.add_tables()
        self.add_json()
        self.add_database()

    def write(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def dump(self, *options, environment=None):
        return self.server.output("pg_dump", self.database, *options, environment=environment)

    def add_dumps(self):
        """Plain dumps, and what may be done to them afterwards."""
        zone = {"PGTZ": "Asia/Kathmandu"}
        old = {"PGOPTIONS": "-c standard_conforming_strings=off"}
        for name, options, environment in [
            ("copy", [], {}),
            ("copy, data only", ["--data-only", "--disable-triggers"], {}),
            ("copy, our tables", OURS, {}),
            ("copy, all quoted", ["--quote-all-identifiers", "--clean", "--if-exists", "--create"], {}),
            ("copy, another zone", [], zone),
            ("copy, western zone", ["--data-only"], {"PGTZ": "America/St_Johns"}),
            ("copy, old texts", [], old),
            ("inserts", ["--inserts"], {}),
            ("inserts, old texts", ["--inserts"], old),
            ("inserts, conflicts", ["--inserts", "--on-conflict-do-nothing"], zone),
            ("column inserts", ["--column-inserts", "--data-only"], {}),
            ("column inserts, old texts", ["--column-inserts", "--data-only"], old),
            ("rows per insert", ["--rows-per-insert=7"], {}),
            ("many rows per insert", ["--rows-per-insert=5000", "--column-inserts"], zone),
        ]:
            self.make[name] = lambda name=name, options=options, environment=environment: Form(
                self.write(f"{name}.sql", self.dump(*options, environment=environment)))
        self.make["copy, lines of Windows"] = lambda: Form(
            self.write("windows.sql", self.dump().replace(b"\n", b"\r\n")))
        self.make["copy, from a pipe"] = lambda: Form("-", piped=self.dump())
        self.make["copy, gzip"] = lambda: Form(self.write("copy.gz", gzip.compress(self.dump())))
        for program in ("zstd", "lz4"):
            if shutil.which(program):
                self.make[f"copy, {program}"] = lambda program=program: Form(
                    self.write(f"copy.{program}", subprocess.run(
                        [program, "-c"], input=self.dump(), capture_output=True, check=True).stdout))
        self.make["cluster"] = lambda: Form(self.write("all.sql", self.server.output(
            "pg_dumpall", None, "-l", self.database, "--exclude-database=pristine*",
            "--exclude-database=postgres")))
        self.make["one dump a table"] = lambda: Form(*(
            self.write(f"{table}.sql", self.dump("--data-only", "-t", f'public."{table}"'))
            for table in TABLES[::-1]))

    def add_archives(self):
        """Archives; PostgreSQL 15 knows gzip only, fixtures/archives has the others."""
        for name, options in [
            ("custom", ["-Fc"]), ("custom, not compressed", ["-Fc", "-Z0"]),
            ("custom, data only", ["-Fc", "-Z9", "--data-only"]),
            ("custom, inserts", ["-Fc", "--inserts"]),
            ("custom, column inserts", ["-Fc", "--column-inserts", "--rows-per-insert=9"]),
            ("tar", ["-Ft"]),
        ]:
            self.make[name] = lambda name=name, options=options: Form(
                self.write(f"{name}.backup", self.dump(*options)))
        for name, options in [("folder", []), ("folder, not compressed", ["-Z0"]),
                              ("folder, two jobs", ["-j2"])]:
            self.make[name] = lambda name=name, options=options: Form(self.dump_folder(name, options))
        self.make["custom, from a pipe"] = lambda: Form("-", piped=self.dump("-Fc"))
        self.make["custom, gzip"] = lambda: Form(
            self.write("custom.gz", gzip.compress(self.dump("-Fc", "-Z0"))))
        self.make["restored"] = lambda: Form(self.write("restored.sql", self.server.output(
            "pg_restore", None, "-f", "-", self.write("to-restore.backup", self.dump("-Fc")))))

    def dump_folder(self, name, options):
        path = self.folder / name
        self.dump("-Fd", "-f", path, *options)
        return path

    def query(self, sql, *options):
        return self.server.output("psql", self.database, "-X", "-q", "-c", sql, *options)

    def copies(self, suffix, options):
        return Form(*(
            self.write(f"{table}.{suffix}", self.query(f'COPY "{table}" TO STDOUT WITH ({options})'))
            for table in TABLES))

    def add_tables(self):
        """Tables of text: psql's, and those of programs and people."""
        for name, options in [
            ("csv", "FORMAT csv, HEADER"), ("csv, semicolons", "FORMAT csv, HEADER, DELIMITER ';'"),
            ("csv, all quoted", "FORMAT csv, HEADER, FORCE_QUOTE *"),
            ("csv, NULL in words", "FORMAT csv, HEADER, NULL '\\N'"),
            ("csv, tabs", "FORMAT csv, HEADER, DELIMITER E'\\t'"),
            ("tsv", "FORMAT text, HEADER"),
        ]:
            self.make[name] = lambda name=name, options=options: self.copies(name, options)
        self.make["csv, other order"] = lambda: Form(*(
            self.write(f"{table}.other.csv", self.query(
                f"COPY (SELECT {self.columns(table)} FROM \"{table}\" ORDER BY _id) TO STDOUT "
                "WITH (FORMAT csv, HEADER)")) for table in TABLES))
        self.make["psql --csv"] = lambda: Form(*(
            self.write(f"{table}.psql.csv", self.query(f'SELECT * FROM "{table}"', "--csv"))
            for table in TABLES), tells_empty=False)
        self.make["copy without a header"] = lambda: Form(
            self.write("items.copy", self.query(f'COPY "{ITEMS}" TO STDOUT')), *self.others())
        self.make["query console"] = lambda: Form(
            self.write("console.csv", delimited(self.population.listed, console_cell)[:-1]),
            *self.others(), refuses=False)
        self.make["api csv"] = lambda: Form(
            self.write("api.csv", delimited(
                [relations(row, self.population) for row in self.population.listed], api_cell,
                line_end="\n")), *self.lists(), refuses=False, whole=False)
        self.make["spreadsheet"] = lambda: Form(
            self.write("saved.csv", "\ufeff" + delimited(
                self.population.listed, spreadsheet_cell, ";")), *self.others(), refuses=False)
        self.make["spreadsheet, unicode text"] = lambda: Form(
            self.write("saved.txt", delimited(
                self.population.listed, spreadsheet_cell, "\t").encode("utf-16")),
            *self.others(), refuses=False)

    def columns(self, table):
        """All of a table's columns, the last one first."""
        return self.server.sql(self.database, f"""
            SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum DESC) FROM pg_attribute
            WHERE attrelid = 'public."{table}"'::regclass AND attnum > 0""")

    def others(self):
        """All tables but that of the attempts."""
        return [self.write(f"other-{table}.csv", self.query(
            f'COPY "{table}" TO STDOUT WITH (FORMAT csv, HEADER)'))
            for table in TABLES if table != ITEMS]

    def add_json(self):
        """JSON of PostgreSQL's making, and the API's answers."""
        for name, sql in [
            ("row_to_json", 'SELECT row_to_json(t) FROM "{}" t'),
            ("to_jsonb", 'SELECT to_jsonb(t) FROM "{}" t'),
            ("json_agg", 'SELECT json_agg(t) FROM "{}" t'),
            ("jsonb_pretty", 'SELECT jsonb_pretty(jsonb_agg(to_jsonb(t))) FROM "{}" t'),
        ]:
            self.make[name] = lambda name=name, sql=sql: Form(*(
                self.write(f"{table}.{name}.json", self.query(sql.format(table), "-A", "-t"))
                for table in TABLES))
        self.make["row_to_json, another zone"] = lambda: Form(self.write(
            "all.ndjson", b"".join(self.server.output(
                "psql", self.database, "-X", "-q", "-A", "-t", "-c",
                f'SELECT row_to_json(t) FROM "{table}" t', environment={"PGTZ": "America/St_Johns"})
                for table in TABLES)))
        rows = self.population.listed
        for name, change in [("wrapped", wrapped), ("plain", plain), ("mixed", mixed),
                             ("relations", lambda row: relations(row, self.population))]:
            records = [change(row) for row in rows]
            self.make[f"pages, {name}"] = lambda name=name, records=records: Form(
                *pages(self, f"{name}-page", records), *self.lists(), refuses=False, whole=False)
            self.make[f"ndjson, {name}"] = lambda name=name, records=records: Form(
                self.write(f"{name}.ndjson", "".join(json.dumps(one) + "\n" for one in records)),
                *self.lists(), refuses=False, whole=False)
        self.make["array"] = lambda: Form(
            self.write("array.json", json.dumps([wrapped(row) for row in rows], ensure_ascii=False,
                                                indent=2)),
            *self.lists(), refuses=False, whole=False)
        self.make["items, one after another"] = lambda: Form(
            self.write("get-item.json", "".join(json.dumps(wrapped(row)) for row in rows)),
            *self.lists(), refuses=False, whole=False)

    def lists(self):
        """What the API lists besides attempts; names of users and projects come along."""
        tables = self.population.tables
        people = {row["_id"]: row for table in ("User", "Project") for row in tables[table]}
        paths = []
        for table in ("IncomingCallPolicy", "IncomingCallPolicyEscalationRule", "IncomingCallLog"):
            paths += pages(self, f"list-{table}", [wrapped(row) for row in tables[table]])
        members = [
            wrapped(row) | {
                "user": person(people[row["userId"]]),
                "project": {key: people[row["projectId"]][key] for key in ("_id", "name")}}
            for row in tables["TeamMember"] if row["deletedAt"] is None]
        return paths + pages(self, "list-members", members)

    def add_database(self):
        url = self.server.url(self.database)
        self.make["database"] = lambda: Form(url)
        self.make["database, the superuser"] = lambda: Form(
            self.server.url(self.database, user="postgres"))


def pages(forms, name, records, count=100):
    """List responses, of which the envelope comes last as the server has it."""
    return [
        forms.write(f"{name}-{skip:04}.json", json.dumps(
            {"data": records[skip:skip + count], "count": len(records), "skip": skip, "limit": count},
            ensure_ascii=False))
        for skip in range(0, len(records), count)]


def instant(text):
    """As JavaScript writes it: milliseconds, cut off."""
    date, time = text.split(" ")
    whole, _, fraction = time.partition(".")
    return f"{date}T{whole}.{fraction[:3]:0<3}Z"


def plain(row):
    return {key: instant(value) if key.endswith("At") and value is not None else value
            for key, value in row.items()}


def wrapped(row):
    return {key: wrap(key, value) for key, value in plain(row).items()}


def wrap(key, value):
    if value is None or key == "_id":
        return value
    kind = ("DateTime" if key.endswith("At") else "ObjectID" if key.endswith("Id")
            else "Phone" if key.endswith("PhoneNumber") else None)
    return value if kind is None or key == "callProviderCallId" else {"_type": kind, "value": value}


def mixed(row):
    """Values wrapped and plain, and keys in another order."""
    keys = list(row)
    half = int(row["_id"][-1], 16) % len(keys)
    return ({key: plain(row)[key] for key in keys[half:]}
            | {key: wrapped(row)[key] for key in keys[:half]})


def person(row):
    name = None if row["name"] is None else {"_type": "Name", "value": row["name"]}
    return {"_id": row["_id"], "name": name, "email": {"_type": "Email", "value": row["email"]}}


def relations(row, population):
    """A record with what it relates to nested in it."""
    known = {one["_id"]: one for rows in population.tables.values() for one in rows}
    call = wrapped(known[row["incomingCallLogId"]])
    rule = known.get(row["incomingCallPolicyEscalationRuleId"])
    user = known.get(row["userId"])
    project = known[row["projectId"]]
    return wrapped(row) | {
        "project": {"_id": project["_id"], "name": project["name"]},
        "incomingCallLog": {key: call[key] for key in (
            "_id", "incomingCallPolicyId", "status", "startedAt", "callerPhoneNumber")},
        "incomingCallPolicyEscalationRule": rule and {
            key: wrapped(rule)[key] for key in ("_id", "name", "order", "incomingCallPolicyId")},
        "user": user and person(user)}


def console_cell(key, value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return quoted(instant(value) if key.endswith("At") else value)


def spreadsheet_cell(key, value):
    if isinstance(value, bool):
        return str(value).upper() if key == "isAnswered" else str(int(value))
    if key.endswith("Id") and value is not None:
        value = value.upper()
    return console_cell(key, value)


def api_cell(key, value):
    if value is None:
        return ""
    if isinstance(value, (bool, int)):
        return json.dumps(value)
    return quoted(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), True)


def quoted(value, always=False):
    text = str(value)
    if always or text == "" or any(mark in text for mark in ',;\t"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def delimited(rows, cell, separator=",", line_end="\r\n"):
    """A table whose NULLs have nothing in them, and texts without a character two quotes."""
    lines = [separator.join(f'"{name}"' for name in rows[0])]
    lines += [separator.join(cell(key, row[key]) for key in rows[0]) for row in rows]
    return line_end.join(lines) + line_end
