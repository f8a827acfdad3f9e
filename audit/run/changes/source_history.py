"""Which sources changed after their translations, as git tells: the log is read once for all files of a repository."""

import os
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter

import msgspec

from audit.language.akin import FEWEST_SHARED, akin
from audit.model.errors import UsageError
from audit.model.source_change import ChangedSpan, SourceChange
from audit.model.span import Span
from audit.run.changes.git_changes import ask_git

FIRST, GROWTH, MOST = 500, 4, 40_000  # commits that are read at a time, and in all
LARGEST = 4_000_000  # bytes of an old source that is compared
LOOKED_THROUGH = 1_000_000  # code points of an old source whose words are looked up
LONGEST = 20_000  # lines, or words of a line
_COMMIT = re.compile(r"\x01([0-9a-f]{40,64}) (\d+)")
_TOKENS = re.compile(r"\w+|[^\w\s]")
WORD = re.compile(r"\w+")
MOST_FORMS = 50  # words with one beginning that are compared


class Since(msgspec.Struct, frozen=True, array_like=True):
    """The source was committed at `changed`, after the translation, whose last commit is `commit` of `translated`."""

    commit: str
    translated: int
    changed: int


# Of files in a clone without its history nobody can tell.
SHALLOW = Since("", 0, 0)


class Histories:
    """The logs of the repositories that the files of a run lie in, each read as far as somebody asked."""

    def __init__(self) -> None:
        self._tops: dict[str, str] = {}
        self._shallow: set[str] = set()
        self._histories: dict[str, _History] = {}

    def since(self, target: str, source: str) -> Since | None:
        """What is known of the source of a translation; None where it did not change after it, or nobody knows; SHALLOW
        where the repository lacks its history."""
        try:
            top = self._top(os.path.dirname(os.path.abspath(target)))
            if not top or self._top(os.path.dirname(os.path.abspath(source))) != top:
                return None
            if top in self._shallow:
                return SHALLOW
            history = self._histories.setdefault(top, _History(top))
            mine, theirs = (history.last(os.path.realpath(path)) for path in (target, source))
        except (OSError, UsageError, ValueError):
            return None
        if mine is None or theirs is None or theirs.place >= mine.place:
            return None
        return Since(mine.commit, mine.time, theirs.time)

    def _top(self, folder: str) -> str:
        """The repository that a folder lies in, "" for none."""
        if folder not in self._tops:
            found = ask_git(folder.encode(), "rev-parse", "--show-toplevel", "--is-shallow-repository")
            top, _, shallow = found.stdout.decode("utf-8", "surrogateescape").strip().rpartition("\n")
            self._tops[folder] = "" if found.returncode else os.path.realpath(top)
            if shallow == "true":
                self._shallow.add(self._tops[folder])
        return self._tops[folder]


class _Commit(msgspec.Struct, frozen=True):
    place: int
    commit: str
    time: int


class _History:
    """The last commits of the files of one repository, the newest first."""

    def __init__(self, top: str) -> None:
        self._top = top
        self._last: dict[str, _Commit] = {}
        self._read = 0
        self._whole = False
        self._touched = self._uncommitted()

    def last(self, path: str) -> _Commit | None:
        """The last commit of a file; None for one that is changed and not committed, or is not known."""
        name = os.path.relpath(path, self._top).replace(os.sep, "/")
        if name in self._touched or name.startswith("../"):
            return None
        while name not in self._last and not self._whole:
            self._read_on()
        return self._last.get(name)

    def _uncommitted(self) -> frozenset[str]:
        # Unlike `git diff` it looks into files whose times alone changed: in a copy of a repository all have.
        found = ask_git(
            self._top.encode("utf-8", "surrogateescape"),
            "status", "--porcelain", "-z", "--untracked-files=no", "--no-renames", "--ignore-submodules",
        )  # fmt: skip
        entries = found.stdout.decode("utf-8", "surrogateescape").split("\0")
        return frozenset(entry[3:] for entry in entries)

    def _read_on(self) -> None:
        count = FIRST if not self._read else self._read * (GROWTH - 1)
        found = ask_git(
            self._top.encode("utf-8", "surrogateescape"),
            "-c",
            "core.quotePath=false",
            "log",
            "--format=%x01%H %ct",
            "--name-only",
            "--no-renames",
            # A translation counts as of the day when it was merged: it may be of the source that was there by then,
            # though its own branch did not have it yet.
            "--first-parent",
            "-m",
            f"--max-count={count}",
            f"--skip={self._read}",
        )
        place, commit = self._read, None
        for line in found.stdout.decode("utf-8", "surrogateescape").splitlines():
            if match := _COMMIT.fullmatch(line):
                place += 1
                commit = _Commit(place, match[1], int(match[2]))
            elif line and commit is not None:
                self._last.setdefault(line, commit)
        self._whole = bool(found.returncode) or place < self._read + count or place >= MOST
        self._read = max(place, self._read + 1)


def old_source(since: Since, source: str) -> bytes | None:
    """What a source was when its translation was last committed; None when it was not there."""
    if since == SHALLOW:
        return None
    folder, name = os.path.split(os.path.abspath(source))
    try:
        found = ask_git(folder.encode("utf-8", "surrogateescape"), "show", f"{since.commit}:./{name}")
    except (OSError, UsageError):
        return None
    return None if found.returncode or len(found.stdout) > LARGEST else found.stdout


def source_change(since: Since, old: str, new: str) -> SourceChange:
    """What of a source is new, or was changed, since it was `old`."""
    before = " ".join(old.split()) if len(old) <= LOOKED_THROUGH else ""
    return SourceChange(since.translated, since.changed, changed_spans(old, new), before)


def changed_spans(old: str, new: str) -> tuple[ChangedSpan, ...]:
    """The stretches of a text that it did not have before: whole lines, and words of lines that were changed."""
    theirs, mine = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if max(len(theirs), len(mine)) > LONGEST:
        return ()
    before, after = (["".join(line.split()) for line in lines] for lines in (theirs, mine))
    known = frozenset(before)
    starts = [0]
    for line in mine:
        starts.append(starts[-1] + len(line))
    found: list[ChangedSpan] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "insert":
            found += _new_lines(mine[c:d], [line in known for line in after[c:d]], starts[c])
        elif kind == "replace":
            moved = [Span(starts[line], starts[line + 1]) for line in range(c, d) if after[line] in known]
            found += _without(moved, _changed_words("".join(theirs[a:b]), "".join(mine[c:d]), starts[c]))
    return tuple(found)


def _without(moved: list[Span], spans: Iterable[ChangedSpan]) -> Iterator[ChangedSpan]:
    """Stretches outside of lines that only stood elsewhere before."""
    place = 0
    for span in spans:
        while place < len(moved) and moved[place].end < span.end:
            place += 1
        if place == len(moved) or span.start < moved[place].start:
            yield span


def _new_lines(lines: list[str], moved: list[bool], base: int) -> Iterator[ChangedSpan]:
    """Lines that were added, as stretches without what stood elsewhere before."""
    start = base
    for known, group in groupby(zip(moved, lines, strict=True), key=itemgetter(0)):
        text = "".join(line for _, line in group)
        if not known:
            words = frozenset(word.casefold() for word in WORD.findall(text))
            yield ChangedSpan(start, start + len(text), words, added=True)
        start += len(text)


def _changed_words(old: str, new: str, base: int) -> list[ChangedSpan]:
    matches = list(_TOKENS.finditer(new))
    before, after = _TOKENS.findall(old), [match[0] for match in matches]
    if max(len(before), len(after)) > LONGEST:
        return [ChangedSpan(base, base + len(new), frozenset(WORD.findall(new.casefold())))]
    opcodes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    gone = _Gone(
        word.casefold()
        for kind, a, b, _, _ in opcodes
        if kind in ("delete", "replace")
        for word in before[a:b]
    )
    fresh = {
        c: frozenset(
            word for word in map(str.casefold, after[c:d]) if WORD.match(word) and not gone.take(word)
        )
        for kind, _, _, c, d in opcodes
        if kind in ("insert", "replace")
    }
    if not fresh:
        return []
    starts = sorted(fresh)
    ends = {c: d for _, _, _, c, d in opcodes if c in fresh and c < d}
    lost: Counter[int] = Counter()
    for kind, a, b, c, _ in opcodes:
        if kind in ("delete", "replace"):
            # What was taken away alone counts for the change that is nearest.
            place = bisect_right(starts, c)
            near = min(
                starts[max(0, place - 1) : place + 1], key=lambda start: max(start - c, c - ends[start])
            )
            lost[near] += sum(gone.is_left(word.casefold()) for word in before[a:b])
    return [
        ChangedSpan(base + matches[c].start(), base + matches[ends[c] - 1].end(), fresh[c], lost[c])
        for c in starts
    ]


class _Gone:
    """Words that were taken away, each for one that was put in: it was moved, or is written in another form."""

    def __init__(self, words: Iterable[str]) -> None:
        self._left = Counter(words)
        self._alike: dict[str, list[str]] = {}
        for word in self._left:
            forms = self._alike.setdefault(word[:FEWEST_SHARED], [])
            if len(forms) < MOST_FORMS:
                forms.append(word)

    def is_left(self, word: str) -> bool:
        """True for a word that nothing was put in for."""
        return bool(WORD.match(word)) and self._left[word] > 0

    def take(self, word: str) -> bool:
        """True for a word that was taken away as well: once for each time."""
        forms = (word, *self._alike.get(word[:FEWEST_SHARED], ()))
        for form in forms:
            if self._left[form] > 0 and (form == word or akin(word, form)):
                self._left[form] -= 1
                return True
        return False
