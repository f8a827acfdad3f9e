"""The names under which services know the files: relative to the top of what they checked out."""

import os
from urllib.parse import quote


def service_path(path: str, top: str) -> str:
    """The path from `top`, with "/"; as it was typed when it lies elsewhere or is standard input."""
    if path == "-":
        return path
    relative = os.path.relpath(os.path.join(os.getcwd(), path), top).replace(os.sep, "/")
    return path if relative == ".." or relative.startswith("../") else relative


def as_uri(path: str) -> str:
    """A path as a URI reference: percent-encoded from its bytes, so that any file name survives."""
    encoded = quote(os.fsencode(path), safe="/")
    # An absolute path is a file of this machine; "//host" would be another one.
    return f"file:///{encoded.lstrip('/')}" if encoded.startswith("/") else encoded
