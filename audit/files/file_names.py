"""Names of files by way of their folders: asked once a folder, which makes long lists of documents cheap."""

import os
from functools import lru_cache


def own_name(path: str) -> str:
    """The absolute path of a file, links resolved, with "/"."""
    folder, name = os.path.split(path)
    if name in ("", ".", "..") or os.path.islink(path):
        return _slashed(os.path.realpath(path))
    return f"{_own_folder(os.path.abspath(folder))}/{name}"


def name_from(path: str, folder: str) -> str:
    """The path of a file from an absolute `folder`, with "/"; as it is when it lies on another drive."""
    head, name = os.path.split(path)
    if name in ("", ".", ".."):
        return _from(os.path.abspath(path), folder)
    place = _from(os.path.abspath(head), folder)
    return name if place == "." else f"{place}/{name}"


# Documents come folder by folder: one is enough to remember.
@lru_cache(1)
def _own_folder(folder: str) -> str:
    return _slashed(os.path.realpath(folder)).rstrip("/")


@lru_cache(1)
def _from(path: str, folder: str) -> str:
    try:
        return _slashed(os.path.relpath(path, folder))
    except ValueError:  # another drive
        return _slashed(path)


def _slashed(path: str) -> str:
    return path.replace(os.sep, "/")
