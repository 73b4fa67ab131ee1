"""What goes wrong between a client and a server, on demand: seeded, so that it goes wrong alike, and
counted."""
import random

PROXY_PAGE = """<html>\r
<head><title>{0}</title></head>\r
<body>\r
<center><h1>{0}</h1></center>\r
<hr><center>nginx/1.25.3</center>\r
</body>\r
</html>\r
"""
REASONS = {403: "Forbidden", 405: "Not Allowed", 413: "Request Entity Too Large",
           501: "Not Implemented", 502: "Bad Gateway", 503: "Service Temporarily Unavailable", 504: "Gateway Time-out"}

# What each kind answers in place of the server: status, headers, body. The others are done by it:
# latency (waits, then answers), reset (the connection is reset instead of an answer), closed (it is
# closed), lost (the work is done and the answer is lost), truncated (half of the body arrives).
ANSWERS = {
    "too_many": (429, {}, '{"error":"Too Many Requests"}'),
    "server_error": (500, {}, '{"error":"Server Error"}'),
    "bad_gateway": (502, {}, None),
    "unavailable": (503, {}, None),
    "timeout": (504, {}, None),
    "forbidden": (403, {}, None),
    "not_allowed": (405, {}, None),
    "not_implemented": (501, {}, None),
    "method": (405, {"Allow": "GET, POST"}, '{"message":"Method Not Allowed"}'),
    "too_large": (413, {}, None),
    "plan": (402, {}, '{"error":"Please upgrade your plan to access this feature."}'),
    "tenant": (405, {}, '{"error":"Project not found."}'),
    "sso": (406, {}, '{"error":"SSO Authorization Required"}'),
}
DONE_BY_SERVER = ("latency", "reset", "closed", "lost", "truncated")


class Fault:
    """One thing that goes wrong.

    It meets requests with one of `methods`, `path` in their path, and `when(request)`; passes `after`
    of them, then strikes with `chance`, at most `times` times. `fired` counts.
    """

    def __init__(self, kind, *, chance=1, times=None, after=0, methods=None, path="", when=None,
                 seconds=0.05, retry_after=None):
        if kind not in ANSWERS and kind not in DONE_BY_SERVER:
            raise ValueError(f"no such fault: {kind}")
        self.kind = kind
        self.chance = chance
        self.times = times
        self.after = after
        self.methods = methods
        self.path = path
        self.when = when
        self.seconds = seconds
        self.retry_after = retry_after
        self.met = 0
        self.fired = 0

    def strikes(self, request, random):
        if self.methods and request.method not in self.methods or self.path not in request.path:
            return False
        if self.when and not self.when(request) or self.times == self.fired:
            return False
        self.met += 1
        if self.met <= self.after or random.random() >= self.chance:
            return False
        self.fired += 1
        return True

    def answer(self):
        """Status, headers and body, for the kinds that have an answer of their own."""
        status, headers, body = ANSWERS[self.kind]
        if self.retry_after is not None:
            headers = {"Retry-After": str(self.retry_after)}
        if body is None:
            return status, headers | {"Content-Type": "text/html"}, PROXY_PAGE.format(
                f"{status} {REASONS[status]}")
        return status, headers | {"Content-Type": "application/json; charset=utf-8"}, body


class Faults:
    """All that goes wrong at a server; the first that strikes decides, after any latency."""

    def __init__(self, seed=0):
        self.random = random.Random(seed)
        self.all = []

    def add(self, kind, **settings):
        fault = Fault(kind, **settings)
        self.all.append(fault)
        return fault

    def clear(self):
        self.all.clear()

    def of(self, request):
        """The latency and the fault that meet a request."""
        seconds = 0
        for fault in self.all:
            if not fault.strikes(request, self.random):
                continue
            if fault.kind != "latency":
                return seconds, fault
            seconds += fault.seconds
        return seconds, None


def page_limit(most):
    """For `when`: lists of more rows than a proxy lets pass."""
    return lambda request: request.limit is not None and request.limit > most


class Changes:
    """Rows inserted, updated and deleted while a client reads: for a server's `before`."""

    def __init__(self, seed=0, chance=1.0, inserts=1, updates=1, deletes=0, times=None):
        self.random = random.Random(seed)
        self.chance = chance
        self.inserts = inserts
        self.updates = updates
        self.deletes = deletes
        self.times = times
        self.made = 0

    def __call__(self, server, request):
        if not request.path.endswith("/get-list") or self.times == self.made:
            return
        if self.random.random() >= self.chance:
            return
        self.made += 1
        rows = server.rows
        known = sorted(rows.all("IncomingCallLogItem"))
        for _ in range(self.inserts if known else 0):
            pattern = rows.row("IncomingCallLogItem", self.random.choice(known))
            values = {name: value for name, value in pattern.items()
                      if name not in ("_id", "createdAt", "updatedAt", "version")}
            identifier = f"{self.random.getrandbits(128):032x}"
            values["_id"] = "-".join(identifier[a:b] for a, b in (
                (0, 8), (8, 12), (12, 16), (16, 20), (20, 32)))
            rows.add("IncomingCallLogItem", **values)
        for identifier in self.random.sample(known, min(self.updates, len(known))):
            rows.update("IncomingCallLogItem", identifier,
                        callCostInUSDCents=self.random.randrange(1000))
        for identifier in self.random.sample(known, min(self.deletes, len(known))):
            rows.remove("IncomingCallLogItem", identifier)
