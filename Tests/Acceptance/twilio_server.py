"""A server that answers for a carrier's calls as Twilio's API does, on a port of its own.

Run by itself it serves what carrier.py wrote, for trying things by hand:
    twilio_server.py FOLDER/carrier/calls.ndjson [PORT]
"""
import base64
import datetime
import email.utils
import gzip
import json
import re
import socket
import struct
import sys
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ACCOUNT = "AC" + "5e" * 16
TOKEN = "0123456789abcdef0123456789abcdef"
MAXIMUM_PAGE_SIZE, DEFAULT_PAGE_SIZE = 1000, 50
ERRORS = {400: (20001, "Bad Request"), 401: (20003, "Authenticate"),
          403: (20403, "Forbidden"), 404: (20404, "The requested resource was not found"),
          429: (20429, "Too Many Requests"), 500: (20500, "Internal Server Error"),
          503: (20503, "Service Unavailable")}


def instant(text):
    """Seconds of an RFC 2822 date; None where it is null."""
    return text and email.utils.parsedate_to_datetime(text).timestamp()


def midnight(text):
    """Seconds of a whole UTC day; the API does not look at anything smaller."""
    day = datetime.date.fromisoformat(text[:10])
    return datetime.datetime(*day.timetuple()[:3], tzinfo=datetime.timezone.utc).timestamp()


class TwilioServer:
    """Used with `with`; `url` is what takes the place of https://api.twilio.com.

    calls: Call resources, in any order; the server lists the newest first. faults: what the next
    requests get instead of an answer, one each in turn: a status, "reset", "truncated", "html" or
    None for nothing; a pair (429, 7) has a Retry-After of 7 seconds. before_page(number) is called
    before a page is made and may add calls.
    """

    def __init__(self, calls, account=ACCOUNT, token=TOKEN, port=0):
        self.account, self.token = account, token
        # Who may ask besides, with the secret: API keys, and the account that this is one of.
        self.users = {account: token}
        self.calls = {}
        self.add(calls)
        self.faults = []
        self.requests = []
        self.before_page = None
        self.latency_seconds = 0
        self.lock = threading.Lock()
        self.http = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.http.daemon_threads = True
        self.http.twilio = self

    def add(self, calls):
        """Later records of a sid take the place of earlier ones that are no newer."""
        for call in calls:
            known = self.calls.get(call["sid"])
            if not known or instant(known["date_updated"]) <= instant(call["date_updated"]):
                self.calls[call["sid"]] = call

    def listed(self):
        return sorted(self.calls.values(), reverse=True,
                      key=lambda call: (instant(call["date_created"]), call["sid"]))

    @property
    def url(self):
        return f"http://127.0.0.1:{self.http.server_port}"

    def __enter__(self):
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self.http.shutdown()
        self.http.server_close()

    def page(self, query, path):
        """(status, body) of a list request."""
        try:
            size = min(MAXIMUM_PAGE_SIZE, int(query.get("PageSize", DEFAULT_PAGE_SIZE)))
            number = int(query.get("Page", 0))
            since = midnight(query["StartTime>"]) if "StartTime>" in query else None
            until = midnight(query["StartTime<"]) if "StartTime<" in query else None
            on = midnight(query["StartTime"]) if "StartTime" in query else None
            if size < 1 or number < 0:
                raise ValueError
        except ValueError:
            return error(400)
        if self.before_page:
            self.before_page(number)
        chosen = []
        for call in self.listed():
            start = instant(call["start_time"])
            if any(query.get(name, call[field]) != call[field]
                   for name, field in (("To", "to"), ("From", "from"), ("Status", "status"),
                                       ("ParentCallSid", "parent_call_sid"))):
                continue
            if since is not None and (start is None or start < since):
                continue
            if until is not None and (start is None or start > until):
                continue
            if on is not None and (start is None or not on <= start < on + 86400):
                continue
            chosen.append(call)
        first = 0
        if number:
            # A page goes on after the last call of the one before it, whatever came in meanwhile;
            # a page number alone is refused, as the API does for large ones.
            last = query.get("PageToken", "")[2:]
            places = {call["sid"]: place for place, call in enumerate(chosen)}
            if last not in places:
                return error(400)
            first = places[last] + 1
        part = chosen[first:first + size]
        more = first + size < len(chosen)
        kept = {name: value for name, value in query.items() if name not in ("Page", "PageToken")}

        def uri(page, token=None):
            parts = kept | {"PageSize": str(size), "Page": str(page)}
            if token:
                parts["PageToken"] = "PA" + token
            return path + "?" + urllib.parse.urlencode(parts)

        return 200, {
            "calls": part, "first_page_uri": uri(0), "uri": uri(number, query.get("PageToken")),
            "next_page_uri": uri(number + 1, part[-1]["sid"]) if more else None,
            "previous_page_uri": uri(number - 1) if number else None, "page": number,
            "page_size": size, "start": number * size,
            "end": number * size + max(0, len(part) - 1)}

    def answer(self, method, target, authorization):
        """(status, body) of a request that no fault has met."""
        path, _, query = target.partition("?")
        match = re.fullmatch(r"/2010-04-01/Accounts/(AC[0-9a-f]{32})/Calls(/CA[0-9a-f]{32})?\.json",
                             path)
        expected = {base64.b64encode(f"{user}:{secret}".encode()).decode()
                    for user, secret in self.users.items()}
        if (authorization or "").removeprefix("Basic ") not in expected:
            return error(401)
        if not match or match[1] != self.account:
            return error(404)
        if method != "GET":
            return error(405, 20004, "Method not allowed")
        if match[2]:
            call = self.calls.get(match[2][1:])
            return (200, call) if call else error(404)
        return self.page(dict(urllib.parse.parse_qsl(query, keep_blank_values=True)), path)


def error(status, code=None, message=None):
    known = ERRORS.get(status, (20000, "Error"))
    code = code or known[0]
    return status, {"code": code, "message": message or known[1],
                    "more_info": f"https://www.twilio.com/docs/errors/{code}", "status": status}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        twilio = self.server.twilio
        with twilio.lock:
            fault = twilio.faults.pop(0) if twilio.faults else None
            twilio.requests.append(self.path)
            status, body = twilio.answer("GET", self.path, self.headers.get("Authorization"))
        if twilio.latency_seconds:
            time.sleep(twilio.latency_seconds)
        headers = {"Content-Type": "application/json"}
        if fault == "reset":
            at_once = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
            self.connection.close()
            self.close_connection = True
            return
        if fault == "html":
            status, body, headers = 502, "<html><body>Bad Gateway</body></html>", {
                "Content-Type": "text/html"}
        elif isinstance(fault, tuple):
            status, body = error(fault[0])
            headers["Retry-After"] = str(fault[1])
        elif isinstance(fault, int):
            status, body = error(fault)
        if status == 401:
            headers["WWW-Authenticate"] = 'Basic realm="Twilio API"'
        data = (body if isinstance(body, str) else json.dumps(body)).encode()
        if "gzip" in self.headers.get("Accept-Encoding", ""):
            data = gzip.compress(data, 1)
            headers["Content-Encoding"] = "gzip"
        self.send_response(status)
        for name, value in (headers | {"Content-Length": str(len(data))}).items():
            self.send_header(name, value)
        self.end_headers()
        if fault == "truncated":
            data = data[:len(data) // 2]
            self.close_connection = True
        self.wfile.write(data)

    def do_POST(self):
        status, body = error(405, 20004, "Method not allowed")
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        calls = [json.loads(line) for line in file]
    server = TwilioServer(calls, port=int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    print(f"{len(server.calls)} calls at {server.url}, account {ACCOUNT}, token {TOKEN}", flush=True)
    server.http.serve_forever()


if __name__ == "__main__":
    main()
