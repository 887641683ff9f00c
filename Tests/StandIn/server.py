"""A stand-in for the publishers: HTTPS on loopback, under their own names, with their quirks and faults.

    python3 server.py FOLDER HOST [HOST ...]

FOLDER/routes.json says what is served; it is read anew when it changes. FOLDER/requests.jsonl gets one line per request.
FOLDER/ca.pem is the authority to trust, made at start by `openssl`; the certificate names every HOST. When it listens,
one line of JSON goes to stdout: {"port": 40123, "ca_file": "/.../ca.pem"}; then one byte for each request, when its line is
in the log, so that a test can wait for it. It ends when its stdin does, so that it never outlives a test, and removes FOLDER.

routes.json is a list; the first route that matches a request and is not used up answers it. Keys of a route:

    host, path          which request; the path without query. Both are required. No match: 404 with an HTML page.
    method              "GET" unless given
    sent                a text that the body of a POST must contain, or 400
    header              {"name": "value"}: a header that the request must have, or 401
    query               {"name": "value"}: those parameters must be there, others may; decoded ("$offset", not "%24offset")
    times               serve it so often, then go on to the next route that matches
    body | file         the body: text, or a path (relative to FOLDER, or absolute)
    type                Content-Type; "text/csv" unless given; "" sends none
    status, headers     200 unless given; more header fields {"Name": "value"}, e.g. {"Retry-After": "1"}
    etag, last_modified sent, and compared with If-None-Match / If-Modified-Since: 304 where they are equal
    redirect            Location; the status is 302 unless given
    gzip                "whole" | "cut" (last 20 bytes are missing) | "garbage" (12 bytes after the end), where gzip is accepted
    encoding            Content-Encoding for a body that is encoded already
    chunked             true: no Content-Length, Transfer-Encoding: chunked
    unsized             true: neither Content-Length nor chunks; the connection ends after the body, as HTTP/1.0 has it
    unconditional       true: If-None-Match and If-Modified-Since are ignored; etag and last_modified are sent all the same
    length              a false Content-Length
    ranges              true: Range: bytes=N- is answered with the rest (206), if If-Range is the etag or the last_modified
    cut                 send so many bytes of the body, then close the connection
    silent              true: no answer; the connection ends when the client leaves
    drip                [bytes, seconds]: the body in pieces of so many bytes, a rest after each
    endless             true: the body is sent again and again, chunked, until the client leaves
    reset               true: the connection is reset (RST) without an answer
    close               true: Connection: close after the answer
    needs               a text that the User-Agent must contain ("@", "Mozilla"), or 403 with an 'Access Denied' page
"""

import http.server
import json
import os
import shutil
import ssl
import subprocess
import sys
import threading
import time
import urllib.parse

sys.dont_write_bytecode = True  # no __pycache__ in the source folder
import faults  # noqa: E402

folder, hosts = sys.argv[1], sys.argv[2:]


def certificates():
    """Makes an authority and a certificate for all hosts; returns their paths."""

    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], check=True, cwd=folder, capture_output=True)

    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    openssl("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=Stand-in authority",
            "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign")
    openssl("req", *key, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=stand-in")
    with open(os.path.join(folder, "san.txt"), "w") as out:
        out.write("subjectAltName=" + ",".join("DNS:" + host for host in hosts) + "\n")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2",
            "-extfile", "san.txt", "-out", "server.pem")
    return [os.path.join(folder, name) for name in ("ca.pem", "server.pem", "server.key")]


class Routes:
    """The routes of the moment, and how often each has answered."""

    def __init__(self):
        self.lock, self.text, self.routes, self.used = threading.Lock(), None, [], []

    def find(self, method, host, path, query):
        with self.lock:
            with open(os.path.join(folder, "routes.json"), "rb") as file:
                text = file.read()
            if text != self.text:
                self.text, self.routes = text, json.loads(text)
                self.used = [0] * len(self.routes)
            for index, route in enumerate(self.routes):
                wanted = route.get("query", {})
                if (route["host"], urllib.parse.unquote(route["path"])) != (host, path):
                    continue
                if route.get("method", "GET") != method:
                    continue
                if any(query.get(name) != value for name, value in wanted.items()):
                    continue
                if self.used[index] >= route.get("times", 1 << 30):
                    continue
                self.used[index] += 1
                return route
        return None


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self):
        self.request.do_handshake()
        super().setup()

    def do_GET(self):
        self.respond("GET", "")

    def do_POST(self):
        length = int(self.headers.get("Content-Length") or 0)
        self.respond("POST", self.rfile.read(length).decode("utf-8", "replace"))

    def respond(self, method, sent):
        url = urllib.parse.urlsplit(self.path)
        host = self.headers.get("Host", "").split(":")[0].lower()
        query = dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True))
        route = routes.find(method, host, urllib.parse.unquote(url.path), query)
        self.record(host, url, query, method, sent)
        if route is None:
            page = f"<html><head><title>Not here</title></head><body>{host}{self.path}</body></html>"
            route = {"status": 404, "type": "text/html", "body": page}
        elif route.get("sent", "") not in sent:
            route = {"status": 400, "body": "the body is another"}
        elif any(self.headers.get(name) != value for name, value in route.get("header", {}).items()):
            route = {"status": 401, "body": "no such key"}
        faults.answer(self, route, folder)

    def record(self, host, url, query, method, sent):
        line = {"time": time.time(), "host": host, "path": url.path, "query": query, "target": self.path, "method": method, "sent": sent,
                "connection": self.client_address[1], "headers": {k.lower(): v for k, v in self.headers.items()}}
        with log_lock, open(os.path.join(folder, "requests.jsonl"), "a") as log:
            log.write(json.dumps(line) + "\n")
        try:
            os.write(1, b".")
        except OSError:
            pass  # nobody reads it: the pipe is full or closed

    def log_message(self, *arguments):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def get_request(self):
        # The handshake happens in the request's own thread: a client that stalls in it holds up nobody else.
        connection, address = super().get_request()
        return context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False), address

    def handle_error(self, request, client_address):
        pass  # clients that leave, or that do not trust us, are the point of some tests


ca_file, certificate, key = certificates()
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
routes, log_lock = Routes(), threading.Lock()
open(os.path.join(folder, "requests.jsonl"), "a").close()
server = Server(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
print(json.dumps({"port": server.server_address[1], "ca_file": ca_file}), flush=True)
os.set_blocking(1, False)
sys.stdin.read()
shutil.rmtree(folder, ignore_errors=True)
os._exit(0)
