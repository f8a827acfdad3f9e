"""An endpoint on this machine that answers as it is told."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Said = Callable[[dict[str, Any], int], "Fault | str"]


class Fault:
    """What goes wrong with an answer."""

    def __init__(
        self,
        status: int = 200,
        body: bytes = b"",
        *,
        headers: dict[str, str] | None = None,
        seconds: float = 0.0,
        drip: int = 0,
        length: int | None = None,
        hang_up: bool = False,
        slow_head: bool = False,
    ) -> None:
        self.status, self.body, self.headers = status, body, headers or {}
        self.seconds, self.drip, self.length, self.hang_up = seconds, drip, length, hang_up
        self.slow_head = slow_head


class Asked:
    """What came in, in order."""

    def __init__(self) -> None:
        self.bodies: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.address = ""


@contextmanager
def endpoint(said: Said) -> Iterator[Asked]:
    """A server; `said` gets the request and its number, and gives what the model writes, or a fault."""
    asked = Asked()
    lock = threading.Lock()
    ended = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                asked.bodies.append(body)
                asked.headers.append(dict(self.headers))
                number = len(asked.bodies)
            answer = said(body, number)
            fault = answer if isinstance(answer, Fault) else Fault(body=completion(answer))
            ended.wait(fault.seconds)
            if fault.hang_up:
                self.close_connection = True
                return
            try:
                if fault.slow_head:
                    self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
                    for _ in range(200):
                        self.wfile.write(b"x")
                        self.wfile.flush()
                        time.sleep(0.05)
                    return
                self.send_response(fault.status)
                for name, value in fault.headers.items():
                    self.send_header(name, value)
                self.send_header(
                    "Content-Length", str(len(fault.body) if fault.length is None else fault.length)
                )
                self.end_headers()
                if fault.drip:
                    for place in range(0, len(fault.body), fault.drip):
                        self.wfile.write(fault.body[place : place + fault.drip])
                        self.wfile.flush()
                        time.sleep(0.05)
                else:
                    self.wfile.write(fault.body)
            except OSError:
                pass

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    asked.address = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield asked
    finally:
        ended.set()
        server.shutdown()
        thread.join()
        server.server_close()


def completion(words: str, **more: Any) -> bytes:
    """The body of an answer."""
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": words}} | more]}).encode()


def mark_in(body: dict[str, Any]) -> str:
    """The mark the instruction asks for."""
    return str(body["messages"][0]["content"].split('"mark": exactly "', 1)[1][:8])


def verdict(body: dict[str, Any], *errors: dict[str, Any]) -> str:
    """What an obedient judge writes."""
    return json.dumps({"mark": mark_in(body), "errors": errors}, ensure_ascii=False)


def error(span: str, **more: str) -> dict[str, str]:
    """One error as a judge names it."""
    return {
        "span": span,
        "source_span": "",
        "category": "accuracy/mistranslation",
        "severity": "major",
    } | more
