"""How the stand-in answers one request: the route's body, and whatever is to go wrong with it. The keys: see server.py."""

import gzip
import os
import re
import select
import socket
import struct

DENIED = "<!DOCTYPE html><html><head><title>Access Denied</title></head><body>You don't have permission</body></html>"


def answer(handler, route, folder):
    if route.get("silent"):
        return wait_until_left(handler)
    if route.get("reset"):
        return reset(handler)
    needed = route.get("needs")
    if needed and needed not in handler.headers.get("User-Agent", ""):
        route = {"status": 403, "type": "text/html", "body": DENIED}
    if is_known(handler, route):
        return send_head(handler, route, 304, None)
    body, encoding = encoded(handler, route, body_of(route, folder))
    status = route.get("status", 302 if "redirect" in route else 200)
    start = rest_wanted(handler, route)
    if start is not None:
        status, route = 206 if start < len(body) else 416, rest_of(route, start, len(body))
        body = body[start:]
    send_head(handler, route, status, body, encoding)
    try:
        send_body(handler, route, body)
    except OSError:
        handler.close_connection = True


def body_of(route, folder):
    if "file" in route:
        with open(os.path.join(folder, route["file"]), "rb") as file:
            return file.read()
    return route.get("body", "").encode()


def is_known(handler, route):
    """Whether the client has it already. An ETag goes before a date (RFC 9110, 13.2.2)."""
    if route.get("unconditional"):
        return False
    if "If-None-Match" in handler.headers:
        return "etag" in route and handler.headers["If-None-Match"] == route["etag"]
    return "last_modified" in route and handler.headers.get("If-Modified-Since") == route["last_modified"]


def encoded(handler, route, body):
    mode = route.get("gzip")
    if not mode or "gzip" not in handler.headers.get("Accept-Encoding", ""):
        return body, route.get("encoding")
    whole = gzip.compress(body, mtime=0)
    return {"whole": whole, "cut": whole[:-20], "garbage": whole + b"more of this"}[mode], "gzip"


def rest_wanted(handler, route):
    """From where on the client wants the body; None if it wants the whole, or knows another one (RFC 9110, 13.1.5)."""
    wanted = re.fullmatch(r"bytes=(\d+)-", handler.headers.get("Range", ""))
    known = handler.headers.get("If-Range")
    if not wanted or not route.get("ranges") or known not in (None, route.get("etag"), route.get("last_modified")):
        return None
    return int(wanted[1])


def rest_of(route, start, length):
    """What the head says of a rest: no more of the whole than it must (RFC 9110, 15.3.7)."""
    content = f"bytes {start}-{length - 1}/{length}" if start < length else f"bytes */{length}"
    fields = {"Content-Range": content, **route.get("headers", {})}
    return {**{k: v for k, v in route.items() if k != "last_modified"}, "type": "", "headers": fields}


def send_head(handler, route, status, body, encoding=None):
    # Without a Date: many tests set the program's clock, which it compares with the publishers'. A route's headers can give one.
    handler.send_response_only(status)
    fields = dict(route.get("headers", {}))
    if route.get("type", "text/csv") and status != 304:
        fields["Content-Type"] = route.get("type", "text/csv")
    for key, name in (("etag", "ETag"), ("last_modified", "Last-Modified"), ("redirect", "Location")):
        if key in route:
            fields[name] = route[key]
    if encoding:
        fields["Content-Encoding"] = encoding
    if route.get("chunked") or route.get("endless"):
        fields["Transfer-Encoding"] = "chunked"
    elif route.get("unsized"):
        fields["Connection"] = "close"
        handler.close_connection = True
    elif status != 304:
        fields["Content-Length"] = str(route.get("length", len(body)))
    if route.get("close"):
        fields["Connection"] = "close"
        handler.close_connection = True
    for name, value in fields.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.flush()


def send_body(handler, route, body):
    is_chunked = route.get("chunked") or route.get("endless")
    size, rest = route.get("drip", [65536, 0])
    end = route.get("cut", len(body))
    while True:
        for start in range(0, end, int(size)):
            piece = body[start : min(start + int(size), end)]
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece) if is_chunked else piece)
            handler.wfile.flush()
            # The one pause of the tests: `drip` is a publisher who is slow, for a client who counts the time. It ends when the client
            # leaves, who has nothing else to send.
            if rest and select.select([handler.request], [], [], rest)[0]:
                handler.close_connection = True
                return
        if not route.get("endless"):
            break
    if route.get("unsized"):
        # A proper end of TLS: nothing but the end of the connection says that the body ends here.
        handler.request.unwrap()
    elif "cut" in route or "length" in route:
        # Without shutdown() the close would wait for the other references to the socket.
        handler.close_connection = True
        handler.request.shutdown(socket.SHUT_RDWR)
    elif is_chunked:
        handler.wfile.write(b"0\r\n\r\n")


def wait_until_left(handler):
    """The client sends nothing more, so that the next thing to read is the end of the connection."""
    handler.close_connection = True
    try:
        handler.request.recv(1)
    except OSError:
        pass


def reset(handler):
    """Ends the connection the rude way: lingering for zero seconds makes close() send RST."""
    handler.close_connection = True
    handler.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    plain = socket.socket(fileno=handler.request.detach())
    plain.close()
