"""A conversation with an OpenAI-compatible endpoint, over the standard library's HTTP client.

A client library would bring a dozen packages for one POST. What matters here it does not do: no redirect is followed
(the key and the texts go to the address that was named, and nowhere else), an answer has a size and a deadline.
"""

import http.client
import json
import os
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import msgspec

from audit.model.errors import UsageError

TRIES = 3
PAUSE = 0.5  # seconds before the second try, then twice as many
LONGEST_PAUSE = 30.0
MOST_BYTES = 1 << 20
AGAIN = frozenset({408, 429, 500, 502, 503, 504, 529})
REFUSED = frozenset({401, 403, 404})


class NoAnswer(Exception):
    """No answer, and why. `lasting`: asking for something else would end the same way."""

    def __init__(self, why: str, lasting: bool = False) -> None:
        super().__init__(why)
        self.lasting = lasting


class Reply(msgspec.Struct, frozen=True):
    """What came back from one request."""

    status: int
    body: bytes
    pause: float | None = None


class Message(msgspec.Struct, frozen=True):
    """The words of a reply; some servers give null."""

    content: str | None = None


class Choice(msgspec.Struct, frozen=True):
    """One of the replies; `finish_reason` is "length" for one that was cut off."""

    message: Message
    finish_reason: str | None = None


class Completion(msgspec.Struct, frozen=True):
    """The body of an answer."""

    choices: list[Choice]


def hung_up(line: socket.socket) -> None:
    """End a connection, whatever it waits for."""
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


class Endpoint:
    """An address, the model asked for there, and the key."""

    def __init__(
        self,
        address: str,
        model: str,
        key_variable: str | None,
        timeout: float,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.address = address.rstrip("/")
        self.model = model
        self.timeout = timeout
        self.sleep = sleep
        # Not every server knows how to be held to JSON; one that refuses is asked without.
        self.holds_to_json = True
        self.key = ""
        if key_variable is not None:
            self.key = os.environ.get(key_variable, "").strip()
            if not self.key or not self.key.isascii() or not self.key.isprintable():
                raise UsageError(f"endpoint {address}: the environment variable {key_variable} holds no key")

    def completed(self, messages: list[dict[str, str]], longest: int) -> str:
        """What the model writes, at most `longest` tokens. Raises NoAnswer."""
        why, pause = "", PAUSE
        for number in range(TRIES):
            if number:
                self.sleep(pause)
                pause = min(LONGEST_PAUSE, pause * 2)
            try:
                reply = self._posted(self._body(messages, longest))
            except (OSError, http.client.HTTPException) as error:
                why = f"no answer from {self.address}: {str(error) or type(error).__name__}"
                continue
            if reply.status == 400 and self.holds_to_json:
                self.holds_to_json = False
                reply = self._again(messages, longest)
            if reply.status == 200:
                return self._words(reply.body)
            why = f"{self.address} answers with status {reply.status}"
            if reply.status in REFUSED or 300 <= reply.status < 400:
                raise NoAnswer(why, lasting=True)
            if reply.status not in AGAIN:
                raise NoAnswer(why)
            if reply.pause is not None:
                pause = min(LONGEST_PAUSE, max(pause, reply.pause))
        raise NoAnswer(f"{why} ({TRIES} tries)", lasting=True)

    def _again(self, messages: list[dict[str, str]], longest: int) -> Reply:
        try:
            return self._posted(self._body(messages, longest))
        except (OSError, http.client.HTTPException):
            return Reply(503, b"")

    def _body(self, messages: list[dict[str, str]], longest: int) -> bytes:
        asked: dict[str, Any] = {
            "model": self.model,
            "messages": messages,
            "temperature": 0,
            "seed": 0,
            "max_tokens": longest,
            "stream": False,
        }
        if self.holds_to_json:
            asked["response_format"] = {"type": "json_object"}
        return json.dumps(asked, ensure_ascii=True).encode()

    def _posted(self, body: bytes) -> Reply:
        """One request. The time for all of it is limited: a server that sends a byte a second does not hold us."""
        deadline = time.monotonic() + self.timeout
        address = urlsplit(self.address)
        secure = address.scheme == "https"
        made: Any = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        options = {"context": ssl.create_default_context()} if secure else {}
        connection = made(address.hostname, address.port, timeout=self.timeout, **options)
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        connection.connect()
        # The timeout of a socket is for one read; this one ends them all.
        watch = threading.Timer(max(0.0, deadline - time.monotonic()), hung_up, (connection.sock,))
        watch.daemon = True
        watch.start()
        try:
            connection.request("POST", f"{address.path}/chat/completions", body, headers)
            response = connection.getresponse()
            read = response.read(MOST_BYTES + 1)
            if len(read) > MOST_BYTES:
                raise OSError(f"the answer is larger than {MOST_BYTES} bytes")
            told = response.getheader("Content-Length")
            if told is not None and told.isdecimal() and len(read) < int(told):
                raise http.client.IncompleteRead(read, int(told) - len(read))
            after = response.getheader("Retry-After") or ""
            reply = Reply(response.status, read, float(after) if after.isdecimal() else None)
        except (OSError, http.client.HTTPException) as error:
            if time.monotonic() >= deadline:
                raise TimeoutError(f"timed out after {self.timeout:g} s") from error
            raise
        finally:
            watch.cancel()
            connection.close()
        if time.monotonic() >= deadline:
            raise TimeoutError(f"timed out after {self.timeout:g} s")
        return reply

    def _words(self, body: bytes) -> str:
        try:
            found = msgspec.json.decode(body, type=Completion)
        except (msgspec.DecodeError, RecursionError) as error:
            raise NoAnswer(f"{self.address} answers with something that is no completion") from error
        if not found.choices or found.choices[0].message.content is None:
            raise NoAnswer(f"{self.address} answers with no words")
        if found.choices[0].finish_reason == "length":
            raise NoAnswer("the judge's answer was cut off: it is too long")
        return found.choices[0].message.content
