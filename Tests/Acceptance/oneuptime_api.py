"""A server that answers as OneUptime's REST API does, wrong-looking things included.

    with OneUptime() as server:
        server.fill(FIXTURES / "csv")
        key = server.key("Read Incoming Call Log Item")
        … server.url … server.requests … server.faults.add("too_many", retry_after=1, times=2)

It runs on threads of the test's process and answers one request at a time, like one transaction after
another.
"""
import base64
import csv
import gzip
import hashlib
import http.server
import json
import random
import socket
import struct
import threading
import time
import urllib.parse
import uuid
from email.utils import formatdate

from oneuptime_faults import Faults
from oneuptime_rows import (
    IDENTIFIER, Clause, Refused, Rows, microseconds, no_such_column, server_error, stored)
from oneuptime_tables import OWNER, PATHS, TABLES

MOST = 10_000
JSON_TYPE = "application/json; charset=utf-8"
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Credentials": "true",
    "Access-Control-Allow-Methods": "GET,PUT,POST,DELETE,OPTIONS",
    "X-Content-Type-Options": "nosniff",
}
NOT_FOUND_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Error</title>
</head>
<body>
<pre>Cannot {} {}</pre>
</body>
</html>
"""


class Request:
    """What arrived, and what was answered: `status`, the `answer` as it was before any fault, and the
    `fault` that met it."""

    def __init__(self, number, method, target, headers, raw):
        parts = urllib.parse.urlsplit(target)
        self.number = number
        self.method = method
        self.path = urllib.parse.unquote(parts.path)
        self.query = dict(urllib.parse.parse_qsl(parts.query, keep_blank_values=True))
        self.headers = headers
        self.raw = raw
        self.malformed = False
        self.body = {}
        # The connection it came over.
        self.client = None
        self.status = None
        self.answer = b""
        self.fault = None
        if raw and headers.get("Content-Type", "").startswith("application/json"):
            try:
                self.body = json.loads(raw)
            except ValueError:
                self.malformed = True

    @property
    def limit(self):
        """The rows a list asks for, if it says."""
        value = self.number_of("limit")
        return None if value in (None, "NaN") else value

    def number_of(self, name):
        """`limit` or `skip`: from the query string or else the body, as JavaScript reads numbers."""
        value = self.query.get(name) or (
            self.body.get(name) if isinstance(self.body, dict) else None)
        return parse_int(value)

    def echoed(self, name, otherwise):
        """What the envelope says, which knows the query string alone."""
        value = parse_int(self.query.get(name) or None)
        return otherwise if value is None else None if value == "NaN" else value


def parse_int(value):
    if value is None:
        return None
    text = str(value).strip()
    end = 1 if text[:1] in ("-", "+") else 0
    while end < len(text) and text[end].isdecimal():
        end += 1
    digits = text[:end]
    return int(digits) if digits.lstrip("+-") else "NaN"


class OneUptime:
    """The server. `keeps_ids`: a created item keeps the `_id` it was sent with. `tls`: what encrypts
    its connections, an ssl.SSLContext."""

    def __init__(self, *, seed=0, clock=None, keep_answers=False, keeps_ids=True, tls=None):
        self.clock = clock or (lambda: time.time_ns() // 1000)
        self.rows = Rows(self.clock)
        self.faults = Faults(seed)
        self.project = str(uuid.UUID(int=random.Random(seed).getrandbits(128), version=4))
        self.keys = {}
        self.requests = []
        # Called before each answer with the server and the request.
        self.before = None
        self.keeps_ids = keeps_ids
        self.tls = tls
        # By the table's name, columns that another version does not have, and that keys may not read.
        self.lacks = {}
        self.hides = {}
        # Answers are kept, compressed, while no row changes: for measurements.
        self.kept = {} if keep_answers else None
        self.lock = threading.RLock()
        self.server = None

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    def start(self):
        handler = type("BoundHandler", (Handler,), {"api": self})
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None
        if self.tls:
            self.server.socket = self.tls.wrap_socket(self.server.socket, server_side=True)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()
        return self

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    @property
    def port(self):
        return self.server.server_address[1]

    @property
    def url(self):
        return f"https://localhost:{self.port}" if self.tls else f"http://127.0.0.1:{self.port}"

    def key(self, *permissions, project=None):
        """A new API key; without permissions named, an owner's."""
        key = str(uuid.uuid4())
        self.keys[key] = (project or self.project, set(permissions or [OWNER]))
        return key

    def fill(self, folder, project=None):
        """Takes the tables that psql wrote into a folder as CSV; the project is the first row's."""
        for name, table in TABLES.items():
            path = folder / f"{name}.csv"
            if not path.exists():
                continue
            with open(path, newline="", encoding="utf-8") as file:
                names = {column.name for column in table.stored()}
                rows = [{key: value for key, value in row.items() if key in names and value != ""}
                        for row in csv.DictReader(file)]
            if name == "IncomingCallLogItem" and rows:
                self.project = project or rows[0]["projectId"]
            # A NULL stays one, and is not filled in.
            blank = {column.name: None for column in table.stored() if not column.filled}
            self.rows.insert(name, [self.rows.complete(table, blank | row) for row in rows])

    def populate(self, attempts, seed=0, start="2026-01-01T00:00:00Z", seconds=30):
        """So many attempts, two a call, one every so many seconds, and calls, users and a policy."""
        chance = random.Random(seed)
        begin, step = microseconds(start), seconds * 1_000_000

        def identifier():
            text = f"{chance.getrandbits(128):032x}"
            return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"

        users, policy, rules = [identifier() for _ in range(40)], identifier(), []
        for number, user in enumerate(users):
            self.rows.add("User", _id=user, name=f"User {number}", email=f"u{number}@example.com",
                          createdAt=begin, updatedAt=begin)
            self.rows.add("TeamMember", _id=identifier(), teamId=policy, userId=user,
                          projectId=self.project, createdAt=begin, updatedAt=begin)
        self.rows.add("IncomingCallPolicy", _id=policy, name="Hotline", projectId=self.project,
                      createdAt=begin, updatedAt=begin)
        for order in range(2):
            rules.append(self.rows.add(
                "IncomingCallPolicyEscalationRule", _id=identifier(), name=f"Rule {order}",
                order=order + 1, incomingCallPolicyId=policy, projectId=self.project,
                createdAt=begin, updatedAt=begin))
        calls = [identifier() for _ in range((attempts + 1) // 2)]

        def call_rows():
            for number, call in enumerate(calls):
                at = begin + 2 * number * step
                yield (call, at, at + 2 * step, None, 2, self.project, policy, "+13055550100",
                       "+14155550190", f"CA{call.replace('-', '')}", "Completed", None, 0, 0, 0, 0,
                       at, at + 2 * step, None, 2, 0)

        def item_rows():
            for number in range(attempts):
                at = begin + number * step + chance.randrange(1000) * 1000
                answered = number % 2
                talked = chance.randrange(1, 900) if answered else 0
                end = at + (20 + talked) * 1_000_000
                yield (identifier(), at + 7_123, end + 12_345, None, 2, self.project,
                       calls[number // 2], rules[answered], users[chance.randrange(40)],
                       f"+1415555{chance.randrange(40):04d}",
                       "Connected" if answered else "NoAnswer", None, talked, 0, at, end, answered)

        self.rows.insert("IncomingCallLog", call_rows())
        self.rows.insert("IncomingCallLogItem", item_rows())

    def paths(self):
        """Requests so far as `POST /api/…`, without what varies."""
        return [f"{request.method} {request.path}" for request in self.requests]

    # Answering.

    def answer(self, request):
        """Status, content type and body of what the server itself says."""
        try:
            return self.routed(request)
        except Refused as refusal:
            return refusal.status, JSON_TYPE, compact(refusal.body)
        except (KeyError, TypeError, AttributeError, ValueError):
            refusal = server_error()
            return refusal.status, JSON_TYPE, compact(refusal.body)

    def routed(self, request):
        if request.method not in ("GET", "POST", "PUT", "DELETE"):
            page = NOT_FOUND_PAGE.format(request.method, request.path)
            return 404, "text/html; charset=utf-8", page.encode()
        if request.malformed:
            raise server_error()
        parts = request.path.strip("/").split("/")
        table = PATHS.get(parts[1]) if parts[0] == "api" and len(parts) > 1 else None
        match (request.method, *parts[2:]):
            case ("POST",):
                action, needs = self.create, "create"
            case ("POST" | "GET", "get-list"):
                action, needs = self.list, "read"
            case ("POST", "count"):
                action, needs = self.count, "read"
            case ("POST" | "GET", _, "get-item"):
                action, needs = self.item, "read"
            case ("PUT", _) | ("POST" | "GET", _, "update-item"):
                action, needs = self.update, "update"
            case ("DELETE", _) | ("POST" | "GET", _, "delete-item"):
                action, needs = self.delete, "delete"
            case _:
                table = None
        if table is None:
            raise Refused(404, f"Page not found - {request.path}", "message")
        identifier = parts[2] if len(parts) > 2 and parts[2] not in ("get-list", "count") else None
        if identifier is not None and not IDENTIFIER.fullmatch(identifier):
            raise Refused(400, f'Invalid ID format: "{identifier}". Expected a valid UUID (e.g., '
                               '"550e8400-e29b-41d4-a716-446655440000").')
        if needs == "update" and request.body and not isinstance(request.body.get("data"), dict):
            raise Refused(400, "Invalid request body. The update payload should be an object of "
                               'the form { "data": { ...fields to update... } }.')
        project = self.authorised(request, table, needs)
        return action(request, table, project, identifier and identifier.lower())

    def authorised(self, request, table, needs):
        """The project of the request's key, if that may do what is asked."""
        key = request.headers.get("ApiKey")
        if key is None and "Authorization" in request.headers:
            raise Refused(401, "AccessToken is invalid or expired. Please refresh your token.",
                          "message")
        if key is None:
            raise Refused(401, "Authenticated user or a valid API key is needed to "
                               f"{needs} record of {table.singular}.")
        if key not in self.keys:
            raise Refused(400, "Invalid API Key")
        project, permissions = self.keys[key]
        if table.read is None:
            raise Refused(422, f"A user session is required to {needs} {table.singular}.")
        accepted = table.readers() if needs == "read" else table.writers
        if not accepted:
            raise Refused(422, f"{needs} on {table.singular} is not allowed.")
        if not permissions & set(accepted):
            raise Refused(422, f"You do not have permissions to {needs} {table.singular}. You need "
                               f"one of these permissions: {', '.join(accepted)}")
        return project

    def window(self, request):
        limit, skip = request.number_of("limit"), request.number_of("skip")
        for value in (limit, skip):
            if isinstance(value, int) and value < 0:
                raise Refused(400, "positiveNumber cannot be less than 0")
        limit = 10 if limit in (None, "NaN", 0) else limit
        if limit > MOST:
            raise Refused(400, f"Limit should be less than {MOST}")
        return limit, 0 if skip in (None, "NaN") else skip

    def check_columns(self, select, table):
        """Refuses columns that this server is to lack or to hide."""
        for name, value in (select or {}).items():
            if name in self.lacks.get(table.name, ()):
                raise no_such_column(table, name)
            if name in self.hides.get(table.name, ()):
                raise Refused(422, f"You do not have permissions to select on - {name}.\n"
                                   "                    You need any one of these permissions: "
                                   "Project Owner, Project Admin")
            column = table.column(name)
            if column is None or column.kind != "entity" or not isinstance(value, dict):
                continue
            for inner in value:
                if inner in self.lacks.get(column.table, ()):
                    raise Refused(400, f"Column {inner} not found on "
                                       f"{TABLES[column.table].singular}")

    def list(self, request, table, project, _):
        limit, skip = self.window(request)
        self.check_columns(request.body.get("select"), table)
        if request.body.get("groupBy"):
            raise Refused(400, "GroupBy is currently not supported")
        clause = Clause(table, project)
        clause.query(request.body.get("query"))
        count = self.rows.count(clause)
        rows = self.rows.page(clause, request.body.get("select"), request.body.get("sort"),
                              skip, limit, request.number)
        if request.query.get("output-type") == "csv":
            return self.delimited(rows)
        end = compact({"count": count, "skip": request.echoed("skip", 0),
                       "limit": request.echoed("limit", 10)})
        return 200, JSON_TYPE, b'{"data":[' + ",".join(rows).encode() + b"]," + end[1:]

    def delimited(self, rows):
        """As upstream writes CSV: JSON in cells, no line at the end, and served as a page."""
        if not rows:
            raise server_error()
        rows = [json.loads(row) for row in rows]

        def cell(value):
            if value is None:
                return ""
            if isinstance(value, (int, bool)):
                return json.dumps(value)
            text = value if isinstance(value, str) else compact(value).decode()
            return '"' + text.replace('"', '""') + '"'

        lines = [",".join(f'"{name}"' for name in rows[0])]
        lines += [",".join(cell(value) for value in row.values()) for row in rows]
        return 200, "text/html; charset=utf-8", "\n".join(lines).encode()

    def count(self, request, table, project, _):
        clause = Clause(table, project)
        clause.query(request.body.get("query"))
        count = self.rows.count(clause)
        if request.query.get("output-type") == "csv":
            return 200, "text/html; charset=utf-8", f'"count"\n{count}'.encode()
        return 200, JSON_TYPE, compact({"count": count})

    def item(self, request, table, project, identifier):
        self.check_columns(request.body.get("select"), table)
        clause = Clause(table, project)
        clause.query({"_id": identifier})
        rows = self.rows.page(clause, request.body.get("select"), None, 0, 1, 0)
        return 200, JSON_TYPE, rows[0].encode() if rows else b"{}"

    def update(self, request, table, project, identifier):
        data = {name: value for name, value in request.body["data"].items()
                if name not in ("_id", "createdAt", "updatedAt")}
        if not data:
            raise Refused(400, "No fields to update. Please include at least one field to update in "
                               'the "data" object of the request body.')
        for name in data:
            column = table.column(name)
            if column is None or not column.updatable:
                raise Refused(400, f"User is not allowed to update on {name} column of "
                                   f"{table.singular}")
        values = checked(table, data)
        row = self.rows.row(table.name, identifier)
        if row is None or row["projectId"] != project or row["deletedAt"] is not None:
            raise Refused(422, f"Unable to update this {table.singular.lower()}. It either does not "
                               "exist, has been deleted, or you do not have permission to update "
                               "it.")
        self.rows.update(table.name, identifier, **values)
        return 200, JSON_TYPE, b"{}"

    def delete(self, request, table, project, identifier):
        row = self.rows.row(table.name, identifier)
        if row is not None and row["projectId"] == project:
            self.rows.remove(table.name, identifier)
        return 200, JSON_TYPE, b"{}"

    def create(self, request, table, project, _):
        sent = {name: value for name, value in request.body["data"].items()
                if (column := table.column(name)) is not None and column.kind != "entity"}
        for column in table.columns:
            if column.required and sent.get(column.name) is None:
                raise Refused(400, f"{column.name} is required")
        if not self.keeps_ids:
            sent.pop("_id", None)
        values = checked(table, sent) | {"projectId": project}
        for column in table.columns:
            # What a foreign key says when there is no such row.
            wanted = values.get(column.through) if column.kind == "entity" else None
            if wanted is not None and column.table != "Project" and \
                    self.rows.row(column.table, wanted) is None:
                raise server_error()
        # An id that exists is overwritten: what is saved under a known id is an update.
        if self.rows.row(table.name, values.get("_id")) is not None:
            identifier = values.pop("_id")
            self.rows.update(table.name, identifier, **values)
        else:
            identifier = self.rows.add(table.name, **values)
        clause = Clause(table, project)
        clause.query({"_id": identifier})
        every = {column.name: True for column in table.stored()}
        row = json.loads(self.rows.page(clause, every, None, 0, 1, 0)[0])
        # Ids that were sent as texts come back as such.
        row |= {name: value for name, value in sent.items()
                if isinstance(value, str) and table.column(name).kind == "object"
                and name != "projectId"}
        return 200, JSON_TYPE, compact(row)


def checked(table, data):
    """Values a row can keep; refused as the database would."""
    values = {}
    for name, value in data.items():
        column = table.column(name)
        if column.length and value is not None and len(str(value)) > column.length:
            raise Refused(400, f"{name} length cannot be more than {column.length} characters")
        values[name] = stored(column, value)
        if values[name] is None and column.filled:
            raise server_error()
    return values


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def entity_tag(body):
    digest = base64.b64encode(hashlib.sha1(body).digest()).decode()[:27]
    return f'W/"{len(body):x}-{digest}"'


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16
    disable_nagle_algorithm = True
    timeout = 60
    api = None

    def __getattr__(self, name):
        # Any method at all, PATCH as well.
        if name.startswith("do_"):
            return self.handle_request
        raise AttributeError(name)

    def log_message(self, *_):
        pass

    def handle_request(self):
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        api = self.api
        with api.lock:
            request = Request(len(api.requests), self.command, self.path, self.headers, raw)
            request.client = self.client_address
            api.requests.append(request)
            seconds, fault = api.faults.of(request)
            request.fault = fault and fault.kind
        if seconds:
            time.sleep(seconds)
        if request.fault in ("reset", "closed"):
            return self.cut(request.fault == "reset")
        if fault and request.fault not in ("lost", "truncated"):
            status, headers, body = fault.answer()
            return self.send(request, status, headers, body.encode())
        with api.lock:
            if api.before:
                api.before(api, request)
            status, kind, body, packed = self.answered(request)
        if request.fault == "lost":
            return self.cut(True)
        self.send(request, status, HEADERS | {"Content-Type": kind}, body, packed)

    def answered(self, request):
        """Status, content type, body, and the body compressed where it is kept so."""
        api = self.api
        if api.kept is None or request.method != "POST" or \
                not request.path.endswith(("/get-list", "/count")):
            return *api.answer(request), None
        key = (self.path, self.headers.get("ApiKey"), request.raw)
        known = api.kept.get(key)
        if known is None or known[0] != api.rows.generation:
            status, kind, body = api.answer(request)
            known = (api.rows.generation, status, kind, gzip.compress(body, 5, mtime=0))
            api.kept[key] = known
        return known[1], known[2], None, known[3]

    def send(self, request, status, headers, body, packed=None):
        request.status = status
        wants = "gzip" in self.headers.get("Accept-Encoding", "")
        wants = wants and headers["Content-Type"] == JSON_TYPE
        if body is None and not wants:
            body = gzip.decompress(packed)
        if body is not None:
            request.answer = body
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if wants:
            # As nginx does it: while it passes, so that nobody knows the length.
            body = packed or gzip.compress(body, 5, mtime=0)
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(len(body)))
            self.send_header("ETag", entity_tag(body))
        self.send_header("Date", formatdate(usegmt=True))
        self.send_header("Connection", "keep-alive")
        self.send_header("Keep-Alive", "timeout=75")
        self.end_headers()
        whole = b"".join(chunks(body)) if wants else body
        if request.fault == "truncated":
            self.wfile.write(whole[:len(whole) // 2])
            return self.cut(False)
        self.wfile.write(whole)

    def cut(self, reset):
        """Ends the connection, with a reset or without."""
        self.close_connection = True
        try:
            if reset:
                self.connection.setsockopt(
                    socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
            else:
                self.wfile.flush()
                self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def chunks(body, size=32768):
    for start in range(0, len(body), size):
        piece = body[start:start + size]
        yield b"%x\r\n%b\r\n" % (len(piece), piece)
    yield b"0\r\n\r\n"
