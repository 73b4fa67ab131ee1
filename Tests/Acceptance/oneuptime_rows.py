"""The rows behind the API that oneuptime_api.py serves, in SQLite: instants are whole microseconds.

Queries, selections and sorts are answered with what OneUptime's PostgreSQL would, errors included.
"""
import datetime
import re
import sqlite3
import uuid

from oneuptime_tables import TABLES

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
IDENTIFIER = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
WRAPPED = {"object": "ObjectID", "date": "DateTime", "phone": "Phone", "name": "Name",
           "email": "Email"}
COMPARISONS = {"EqualTo": "=", "NotEqual": "<>", "GreaterThan": ">", "GreaterThanOrEqual": ">=",
               "LessThan": "<", "LessThanOrEqual": "<="}
OR_NULL = {"EqualToOrNull": "=", "GreaterThanOrNull": ">", "LessThanOrNull": "<"}
PATTERNS = {"Search": "%{}%", "StartsWith": "{}%", "EndsWith": "%{}", "NotContains": "%{}%"}


class Refused(Exception):
    """An answer other than 200: its status and its body."""

    def __init__(self, status, error, key="error"):
        super().__init__(error)
        self.status = status
        self.body = {key: error}


def server_error():
    return Refused(500, "Server Error")


def microseconds(text):
    """An instant's text as PostgreSQL or the API writes it, or a date alone."""
    try:
        instant = datetime.datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise server_error() from None
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=datetime.timezone.utc)
    return (instant - EPOCH) // datetime.timedelta(microseconds=1)


def instant_text(value):
    """As the API writes it: milliseconds, cut and not rounded."""
    instant = EPOCH + datetime.timedelta(milliseconds=value // 1000)
    return instant.strftime("%Y-%m-%dT%H:%M:%S.") + f"{value // 1000 % 1000:03d}Z"


def stored(column, value):
    """A value of a request or of a file as the row keeps it."""
    if isinstance(value, dict):
        if value.get("_type") != WRAPPED.get(column.kind):
            raise server_error()
        value = value.get("value")
    if value is None:
        return None
    match column.kind:
        case "id" | "object":
            if not isinstance(value, str) or not IDENTIFIER.fullmatch(value):
                raise server_error()
            return value.lower()
        case "date":
            return value if type(value) is int else microseconds(value)
        case "number":
            if isinstance(value, bool) or not re.fullmatch(r"-?\d+", str(value)):
                raise server_error()
            if not -2**31 <= int(value) < 2**31:
                raise server_error()
            return int(value)
        case "boolean":
            truth = {True: 1, False: 0, "t": 1, "f": 0, "true": 1, "false": 0}
            if value not in truth:
                raise server_error()
            return truth[value]
    return str(value)


def written(column, expression):
    """SQL that writes a column's value as JSON."""
    match column.kind:
        case "id":
            return f"""'"'||{expression}||'"'"""
        case "number":
            plain = expression
        case "boolean":
            plain = f"iif({expression},'true','false')"
        case "text":
            plain = f"json_quote({expression})"
        case "object":
            plain = f"""'{{"_type":"ObjectID","value":"'||{expression}||'"}}'"""
        case "date":
            plain = (f"""'{{"_type":"DateTime","value":"'||strftime('%Y-%m-%dT%H:%M:%S',"""
                     f"{expression}/1000000,'unixepoch')||"
                     f"""printf('.%03dZ"}}',{expression}/1000%1000)""")
        case kind:
            plain = (f"""'{{"_type":"{WRAPPED[kind]}","value":'||json_quote({expression})||'}}'""")
    return plain if column.filled else f"ifnull({plain},'null')"


class Clause:
    """What a request asks of a table, gathered piece by piece as SQL."""

    def __init__(self, table, project):
        self.table = table
        self.joins = {}
        self.conditions = ["t.deletedAt IS NULL"]
        self.values = []
        if table.tenant:
            self.conditions.append("t.projectId = ?")
            self.values.append(project)

    def joined(self, column):
        if column.name not in self.joins:
            alias = f"r{len(self.joins)}"
            self.joins[column.name] = (
                alias, f'LEFT JOIN "{column.table}" {alias} ON {alias}._id = t.{column.through}')
        return self.joins[column.name][0]

    def source(self):
        joins = " ".join(join for _, join in self.joins.values())
        return f'FROM "{self.table.name}" t {joins} WHERE ' + " AND ".join(self.conditions)

    def query(self, query):
        for name, value in (query or {}).items():
            if isinstance(value, dict) and value.get("_type") == "MultiSearch":
                self.multiple(value)
                continue
            column = self.table.column(name)
            if column is None:
                raise Refused(400, f"Invalid column on {self.table.singular} - {name}. "
                                   "Column does not exist.")
            if column.kind != "entity":
                self.condition(f't."{name}"', column, value)
                continue
            for inner, wanted in (value or {}).items():
                self.condition(f'{self.joined(column)}."{inner}"', related(column, inner), wanted)

    def multiple(self, value):
        texts = ["ifnull(t.\"%s\" LIKE ?, 0)" % self.known(name).name for name in value["fields"]]
        self.conditions.append("(" + " OR ".join(texts) + ")")
        self.values += [f"%{value['value']}%"] * len(texts)

    def known(self, name):
        column = self.table.column(name)
        if column is None or column.kind == "entity":
            raise server_error()
        return column

    def condition(self, place, column, value):
        def add(condition, *values):
            self.conditions.append(condition)
            self.values += [stored(column, value) for value in values]

        kind = value.get("_type") if isinstance(value, dict) else None
        if value is None or kind == "IsNull":
            add(f"{place} IS NULL")
        elif kind == "NotNull":
            add(f"{place} IS NOT NULL")
        elif isinstance(value, list) or kind in ("Includes", "IncludesNone"):
            wanted = value if isinstance(value, list) else value["value"]
            word = "NOT IN" if kind == "IncludesNone" else "IN"
            add(f"{place} {word} ({','.join('?' * len(wanted))})", *wanted)
        elif kind is None and not isinstance(value, dict):
            add(f"{place} = ?", value)
        elif kind == WRAPPED.get(column.kind) or kind == "ObjectID" and column.kind == "id":
            add(f"{place} = ?", value["value"])
        elif kind in COMPARISONS:
            add(f"{place} {COMPARISONS[kind]} ?", bare(column, value["value"]))
        elif kind in OR_NULL:
            add(f"({place} {OR_NULL[kind]} ? OR {place} IS NULL)", bare(column, value["value"]))
        elif kind == "InBetween":
            add(f"{place} BETWEEN ? AND ?", bare(column, value["startValue"]),
                bare(column, value["endValue"]))
        elif kind in PATTERNS:
            if column.kind in ("number", "date", "boolean"):
                raise server_error()
            word = "NOT LIKE" if kind == "NotContains" else "LIKE"
            self.conditions.append(f"{place} {word} ?")
            self.values.append(PATTERNS[kind].format(value["value"]))
        else:
            # An operator nobody knows is no error, and no row has it.
            self.conditions.append("0")

    def selection(self, select):
        """SQL of a row's JSON. Without a selection, only the id."""
        wanted = {name: value for name, value in (select or {}).items() if value}
        for name, value in wanted.items():
            column = self.table.column(name)
            if column is None:
                raise no_such_column(self.table, name)
            if column.kind == "entity" and isinstance(value, dict):
                for inner in value:
                    related(column, inner)
        parts = []
        for column in self.table.columns:
            if column.name != "_id" and column.name not in wanted:
                continue
            if column.kind == "entity":
                text = self.nested(column, wanted[column.name])
            else:
                text = written(column, f't."{column.name}"')
            parts.append(f"""'"{column.name}":'||{text}""")
        return "'{'||" + "||','||".join(parts) + "||'}'"

    def nested(self, column, select):
        alias = self.joined(column)
        names = set(select) if isinstance(select, dict) else set()
        parts = [f"""'"{inner.name}":'||""" + written(inner, f'{alias}."{inner.name}"')
                 for inner in TABLES[column.table].stored()
                 if inner.name == "_id" or inner.name in names]
        return f"iif({alias}._id IS NULL,'null','{{'||" + "||','||".join(parts) + "||'}')"

    def order(self, sort, salt):
        """Ascending unless told otherwise, NULL as the greatest of all.

        Rows that are equal in what is sorted by come in another order in each request, as they may.
        """
        parts = []
        for name, way in (sort or {"createdAt": "DESC"}).items():
            column = self.known(name)
            down = str(way).upper() in ("-1", "DESC")
            nulls = "" if column.filled else " NULLS FIRST" if down else " NULLS LAST"
            parts.append(f't."{name}"' + (" DESC" if down else "") + nulls)
        if "_id" not in (sort or {}):
            parts.append(f"(t.rowid * {(salt + 1) * 81006 + 1}) & 65535")
        return " ORDER BY " + ", ".join(parts)


def no_such_column(table, name):
    names = ", ".join(column.name for column in table.columns if column.name != name)
    return Refused(400, f'Invalid select clause. Cannot select on "{name}". This column does not '
                        f"exist on {table.singular}. Here are the columns you can select on "
                        f"instead: {names}")


def related(column, name):
    """A column of another table that may be asked for through a relation."""
    table = TABLES[column.table]
    inner = table.column(name)
    if inner is not None and inner.kind == "entity":
        raise Refused(400, "You cannot query deep relations. Querying deep relations is not "
                           "supported.")
    if inner is None or not inner.related:
        raise Refused(400, f"Column {name} on {table.singular} does not support read on relation "
                           "query.")
    return inner


def bare(column, value):
    """Dates inside of operators are bare texts: a wrapped one is an error of the database."""
    if isinstance(value, dict) and column.kind == "date":
        raise server_error()
    return value


class Rows:
    """All tables. `generations` counts the changes of each, so that answers can be kept."""

    def __init__(self, clock):
        self.clock = clock
        # A temporary file, which stays in memory while it is small.
        self.database = sqlite3.connect("", check_same_thread=False, isolation_level=None)
        self.database.execute("PRAGMA cache_size = -65536")
        self.generation = 0
        self.counts = {}
        for table in TABLES.values():
            columns = ",".join(f'"{column.name}"' + (" PRIMARY KEY" if column.kind == "id" else "")
                               for column in table.stored())
            self.database.execute(f'CREATE TABLE "{table.name}" ({columns})')
            if table.tenant:
                for name in ("createdAt", "updatedAt"):
                    self.database.execute(f'CREATE INDEX "{table.name}-{name}" ON "{table.name}" '
                                          f'(projectId, "{name}", _id) WHERE deletedAt IS NULL')

    def run(self, sql, values=()):
        return self.database.execute(sql, values).fetchall()

    def complete(self, table, values):
        """A new row's values with what the database fills in."""
        now = self.clock()
        row = {"_id": str(uuid.uuid4()), "createdAt": now, "updatedAt": now}
        row |= {column.name: column.default for column in table.stored()
                if column.default is not None}
        row |= values
        return [stored(column, row.get(column.name)) for column in table.stored()]

    def insert(self, name, rows):
        """Adds rows, or replaces those with the same ids."""
        table = TABLES[name]
        self.generation += 1
        self.database.execute("BEGIN")
        marks = ",".join("?" * len(table.stored()))
        self.database.executemany(f'INSERT OR REPLACE INTO "{name}" VALUES ({marks})', rows)
        self.database.execute("COMMIT")

    def add(self, name, /, **values):
        row = self.complete(TABLES[name], values)
        self.insert(name, [row])
        return row[0]

    def update(self, name, identifier, /, **values):
        """Changes a row as the server does: `updatedAt` and `version` go up. Says if there is one."""
        table = TABLES[name]
        changed = {"updatedAt": self.clock()} | values
        parts = ", ".join(f'"{column}" = ?' for column in changed)
        values = [stored(table.column(column), value) for column, value in changed.items()]
        self.generation += 1
        return self.database.execute(
            f'UPDATE "{name}" SET {parts}, version = version + 1 WHERE _id = ?',
            [*values, identifier]).rowcount == 1

    def remove(self, name, identifier):
        self.generation += 1
        return self.database.execute(
            f'DELETE FROM "{name}" WHERE _id = ?', [identifier]).rowcount == 1

    def row(self, name, identifier):
        return self.all(name, " WHERE _id = ?", [identifier]).get(identifier)

    def all(self, name, condition="", values=()):
        """Rows by id, as they are kept."""
        names = [column.name for column in TABLES[name].stored()]
        return {row[0]: dict(zip(names, row))
                for row in self.run(f'SELECT * FROM "{name}"{condition} ORDER BY _id', values)}

    def count(self, clause):
        key = (clause.source(), tuple(clause.values))
        known = self.counts.get(key)
        if known is None or known[0] != self.generation:
            known = (self.generation, self.run(f"SELECT count(*) {key[0]}", key[1])[0][0])
            self.counts[key] = known
        return known[1]

    def page(self, clause, select, sort, skip, limit, salt):
        """Rows' JSON texts."""
        text = clause.selection(select)
        order = clause.order(sort, salt)
        rows = self.run(f"SELECT {text} {clause.source()}{order} LIMIT ? OFFSET ?",
                        [*clause.values, limit, skip])
        return [row[0] for row in rows]
