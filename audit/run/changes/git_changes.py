"""Which lines of which files changed since a revision: asks git, by its own command.

Compared are the files as they lie here, committed or not, with the point where the revision and HEAD parted
(`git merge-base`): what others did on their branch meanwhile is not ours. Files that git does not know yet count
as new from the first line to the last, files that it was told to ignore cannot be compared.
"""

import os
import re
import subprocess
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from pathlib import Path

import msgspec

from audit.files.file_names import own_name
from audit.model.errors import UsageError

OPTION = "--changed-since"
# Nothing here may depend on a user's configuration, write to the repository, fetch, or run what it names.
SETTINGS = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=true", "-c", "diff.autoRefreshIndex=false")
DIFF = (
    "diff", "--no-color", "--no-ext-diff", "--no-textconv", "--no-relative", "--find-renames",
    "--ignore-submodules=none", "--submodule=short", "--src-prefix=a/", "--dst-prefix=b/",
)  # fmt: skip
ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
}
GIT_PLACES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")
SUBMODULE = b"160000"
HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
ESCAPE = re.compile(rb"\\([abtnvfr\"\\]|[0-7]{3})")
ESCAPED = dict(zip(b'abtnvfr"\\', b'\a\b\t\n\v\f\r"\\', strict=True))


class Lines(msgspec.Struct):
    """Lines of a file, from 1, as git counts them: they end at line feeds only.

    `added`: first and last line of each stretch that was added or changed. `cuts`: lines after which
    something was deleted. Both in order, without overlaps.
    """

    added: list[tuple[int, int]] = []
    cuts: list[int] = []

    def touch(self, first: int, last: int) -> bool:
        """True when one of these lines changed, or something between them was deleted."""
        nearest = bisect_right(self.added, last, key=lambda stretch: stretch[0]) - 1
        if nearest >= 0 and self.added[nearest][1] >= first:
            return True
        cut = bisect_left(self.cuts, first)
        return cut < len(self.cuts) and self.cuts[cut] < last


# How a file changed: these lines, or None for all of it.
Change = Lines | None


class Changes:
    """What changed in a repository and its submodules. Paths are absolute, in bytes, links resolved."""

    def __init__(self, base: str, top: bytes) -> None:
        self.base = base
        self.top = top
        self.files: dict[bytes, Change] = {}
        self.known: set[bytes] = set()
        self.new_folders: list[bytes] = []
        self.same_folders: list[bytes] = []

    def holds(self, path: bytes) -> bool:
        """True for a path inside the repository."""
        return path.startswith(self.top.rstrip(b"/") + b"/")

    def ignored(self, path: bytes) -> bool:
        """True for a file that git does not keep: nothing can be said of its changes."""
        return path not in self.known and not _below(path, self.same_folders)

    def change(self, path: bytes) -> tuple[bool, Change]:
        """Whether a file changed, and how."""
        if path in self.files:
            return True, self.files[path]
        return _below(path, self.new_folders), None


def _below(path: bytes, folders: list[bytes]) -> bool:
    return any(path.startswith(folder) for folder in folders)


def changes_since(revision: str, folder: Path) -> Changes:
    """What changed since `revision` in the repository that `folder` lies in.

    Raises UsageError, with the next step, where git cannot tell.
    """
    found = _git(folder, "rev-parse", "--show-toplevel")
    if found.returncode:
        said = _said(found)
        if "not a git repository" in said:
            raise UsageError(f"{OPTION} needs a git repository, and this folder lies in none")
        raise UsageError(f"{OPTION}: git says: {said}")
    top = os.fsencode(own_name(os.fsdecode(found.stdout.removesuffix(b"\n"))))
    changes = Changes(_base(revision, folder), top)
    open_ends: list[tuple[bytes, str | None]] = [(top, changes.base)]
    while open_ends:
        open_ends += _compare(changes, *open_ends.pop())
    return changes


def _base(revision: str, folder: Path) -> str:
    """The commit to compare with."""
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found.returncode:
        if _git(folder, "rev-parse", "--verify", "--quiet", "HEAD").returncode:
            raise UsageError(f"{OPTION}: this repository has no commit yet")
        hint = _fetch(folder) or "a branch of the server is called origin/NAME, after git fetch"
        raise UsageError(f"{OPTION}: git knows no commit {revision!r}; {hint}")
    merged = _git(folder, "merge-base", found.stdout.decode("ascii").strip(), "HEAD")
    if merged.returncode:
        hint = _fetch(folder) or "name a commit that this branch grew from"
        raise UsageError(f"{OPTION}: {revision!r} and HEAD have no common history here; {hint}")
    return merged.stdout.decode("ascii").strip()


def _fetch(folder: Path) -> str:
    """What to do about a clone without its history; "" for a whole one."""
    if _git(folder, "rev-parse", "--is-shallow-repository").stdout.strip() != b"true":
        return ""
    return (
        "this clone is shallow: fetch the whole history (git fetch --unshallow; fetch-depth: 0 for "
        'actions/checkout, GIT_DEPTH: "0" for GitLab)'
    )


def _compare(changes: Changes, top: bytes, base: str | None) -> list[tuple[bytes, str | None]]:
    """Add what one repository holds; returns the submodules to look into. No `base`: all of it is new."""
    deeper: list[tuple[bytes, str | None]] = []
    outer = top == changes.top
    links = set()
    for entry in _listed(top, outer, "ls-files", "--stage", "-z"):
        head, _, name = entry.partition(b"\t")
        path = _joined(top, name)
        if head.startswith(SUBMODULE):
            links.add(path)
        else:
            changes.known.add(path)
            if base is None:
                changes.files[path] = None
    for name in _listed(top, outer, "ls-files", "--others", "--exclude-standard", "-z"):
        path = _joined(top, name)
        if name.endswith(b"/"):  # another repository, not yet a submodule
            changes.new_folders.append(path)
            changes.same_folders.append(path)
        else:
            changes.files[path] = None
            changes.known.add(path)
    if base is None:
        return [(path, None) for path in sorted(links) if _is_repository(path)]
    if not outer and _git(top, "cat-file", "-e", f"{base}^{{commit}}", outer=False).returncode:
        shown = os.fsdecode(os.path.relpath(top, changes.top))
        raise UsageError(
            f"{OPTION}: the submodule {shown} lacks the commit {base[:10]} it was at; "
            "fetch it (git submodule update --init, or git fetch in it)"
        )
    whole = set()
    for old_mode, new_mode, old, status, name in _raw(top, outer, base):
        path = _joined(top, name)
        if new_mode == SUBMODULE:
            links.discard(path)
            if _is_repository(path):
                deeper.append((path, old if old_mode == SUBMODULE else None))
        elif status in b"AUT":
            whole.add(path)
    changes.same_folders += [path + b"/" for path in links]
    for name, text in _numbers(top, outer, base):
        if not text:
            whole.add(_joined(top, name))
    changes.files.update(dict.fromkeys(whole & changes.known))
    for name, lines in _hunks(top, outer, base):
        path = _joined(top, name)
        if path in changes.known:
            changes.files.setdefault(path, lines)
    return deeper


def _raw(top: bytes, outer: bool, base: str) -> Iterator[tuple[bytes, bytes, str, bytes, bytes]]:
    """Old mode, new mode, old id, status letter and present name of everything that differs."""
    fields = iter(_listed(top, outer, *DIFF, "--raw", "--no-abbrev", "-z", base, "--"))
    for head in fields:
        old_mode, new_mode, old, _, status = head.removeprefix(b":").split(b" ")
        name = next(fields)
        if status[:1] in b"RC":
            name = next(fields)
        yield old_mode, new_mode, old.decode("ascii"), status[:1], name


def _numbers(top: bytes, outer: bool, base: str) -> Iterator[tuple[bytes, bool]]:
    """Name, and whether git compares it line by line, of everything whose content differs."""
    fields = iter(_listed(top, outer, *DIFF, "--numstat", "-z", base, "--"))
    for head in fields:
        added, _, name = head.split(b"\t", 2)
        if not name:  # renamed: the old name, then the new one
            next(fields)
            name = next(fields)
        yield name, added != b"-"


def _hunks(top: bytes, outer: bool, base: str) -> Iterator[tuple[bytes, Lines]]:
    """Name and changed lines of every file that git compares line by line."""
    process = _open(top, outer, *DIFF, "--patch", "--unified=0", "--inter-hunk-context=0", base, "--")
    assert process.stdout is not None
    name, lines, skip = b"", Lines(), 0
    with process:
        for line in process.stdout:
            if skip and not line.startswith(b"\\"):  # "\ No newline at end of file" is not counted
                skip -= 1
            elif hunk := HUNK.match(line):
                removed, start, added = int(hunk[1] or 1), int(hunk[2]), int(hunk[3] or 1)
                skip = removed + added
                if added:
                    lines.added.append((start, start + added - 1))
                else:
                    lines.cuts.append(start)
            elif line.startswith(b"diff --git "):
                if name:
                    yield name, lines
                name, lines = b"", Lines()
            elif line.startswith(b"+++ "):
                name = _named(line[4:-1])
    if name:
        yield name, lines
    if process.returncode:
        raise UsageError(f"{OPTION}: git diff failed with code {process.returncode}")


def _named(written: bytes) -> bytes:
    """The name of a `+++` line; b"" for a deleted file."""
    if written.startswith(b'"'):
        written = ESCAPE.sub(
            lambda match: bytes([int(match[1], 8) if len(match[1]) == 3 else ESCAPED[match[1][0]]]),
            written[1 : written.rindex(b'"')],
        )
    else:
        written = written.removesuffix(b"\t")  # git ends a name with spaces in it so
    return written.removeprefix(b"b/") if written.startswith(b"b/") else b""


def _joined(top: bytes, name: bytes) -> bytes:
    return top.rstrip(b"/") + b"/" + name


def _is_repository(path: bytes) -> bool:
    return os.path.exists(os.path.join(path, b".git"))


def _listed(top: bytes, outer: bool, *words: str) -> list[bytes]:
    """The fields of an answer with -z."""
    done = _git(top, *words, outer=outer)
    if done.returncode:
        raise UsageError(f"{OPTION}: git {words[0]} failed: {_said(done)}")
    return done.stdout.split(b"\0")[:-1]


def ask_git(folder: bytes, *words: str) -> "subprocess.CompletedProcess[bytes]":
    """What git answers in a folder; raises UsageError where there is no git."""
    return _git(folder, *words)


def _git(folder: Path | bytes, *words: str, outer: bool = True) -> "subprocess.CompletedProcess[bytes]":
    with _open(folder, outer, *words, errors=subprocess.PIPE) as process:
        out, err = process.communicate()
    return subprocess.CompletedProcess(words, process.returncode, out, err)


def _open(
    folder: Path | bytes, outer: bool, *words: str, errors: int = subprocess.DEVNULL
) -> "subprocess.Popen[bytes]":
    """git at work in a folder. In a submodule the places that a hook's environment names do not hold."""
    environment = {name: value for name, value in os.environ.items() if outer or name not in GIT_PLACES}
    try:
        return subprocess.Popen(
            ["git", *SETTINGS, *words],
            cwd=folder,
            env=environment | ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
        )
    except FileNotFoundError as error:
        raise UsageError(f"{OPTION} asks git, and there is no command git here; install it") from error


def _said(done: "subprocess.CompletedProcess[bytes]") -> str:
    return done.stderr.decode("utf-8", "replace").removeprefix("fatal: ").strip()
