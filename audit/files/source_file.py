"""The file that another translates: `en.json` beside `de.json`, `content/en/trip.md` beside `content/de/trip.md`."""

import os
import re
from collections.abc import Iterator, Sequence
from functools import cache

from audit.analysis.path_language import IN_NAME, RESOURCES, language_of_path
from audit.files.globs import glob_expression
from audit.language.language_names import english_name
from audit.language.profiles import normalised

# Files of one side: what they translate lies in another file.
ONE_SIDED = frozenset(
    {
        ".json",
        ".yml",
        ".yaml",
        ".arb",
        ".strings",
        ".stringsdict",
        ".properties",
        ".ftl",
        ".xml",
        ".resx",
        ".resw",
    }
)
# Where nobody says what the source language is: what most programs are written in.
USUAL = ("en", "en-US", "en_US", "en-GB", "en_GB")
DEEPEST = 40  # folders looked at, from the file up
# Looks for the source of a page as for that of a translation file; pages are compared when somebody asks for it.
AUTO = "auto"
LANG = "{lang}"
_TAG = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|[0-9]{3}))?")
_APPLE = ".lproj"


def source_file(path: str, source: str | None = None, patterns: Sequence[str] = ()) -> str | None:
    """The path of the file that `path` translates, None when there is none or it is that file itself.

    `source` is the tag of the source language. `patterns` say where sources lie, the first that leads to a file counts:
    a path with {name} for the file's name and {stem} for the name without its ending; a glob with {lang} where the
    paths of translations have their language, which the source language takes the place of; or "auto", which looks
    for the language anywhere in the path. Without patterns that is done for translation files of one side only.
    """
    folder, name = os.path.split(path)
    stem, ending = os.path.splitext(name)
    tags = _spellings(source) if source else USUAL
    if not patterns and ending.lower() not in ONE_SIDED:
        return None
    for pattern in patterns or (AUTO,):
        if pattern == AUTO:
            candidates = _candidates(folder, name, stem, ending, tags)
        elif LANG in pattern:
            candidates = _in_place_of_language(path, pattern, tags)
        else:
            candidates = iter([pattern.replace("{name}", name).replace("{stem}", stem)])
        for found in candidates:
            if os.path.isfile(found) and not _same(found, path):
                return found
    return None


def lacks_source(path: str, source: str | None, patterns: Sequence[str]) -> bool:
    """True for a page that should have a source where `patterns` say, and has none: not for a page in the source
    language, nor for one whose path names no language where the pattern asks for it."""
    if not patterns or source_file(path, source, patterns) is not None:
        return False
    tags = _spellings(source) if source else USUAL
    for pattern in patterns:
        if pattern == AUTO:
            named = {normalised(tag).split("-")[0] for tag, _ in language_of_path(path)}
            if named and named.isdisjoint(normalised(tag).split("-")[0] for tag in tags):
                return True
        elif LANG in pattern:
            spans = [match["lang"] for match in _pattern(pattern).finditer(path.replace(os.sep, "/"))]
            names = [name for name in spans if _names_language(name)]
            if names and names[-1] not in tags:
                return True
        elif not _is_one(path, pattern):
            return True
    return False


def _is_one(path: str, pattern: str) -> bool:
    """True for a page that is its own source."""
    name = os.path.basename(path)
    found = pattern.replace("{name}", name).replace("{stem}", os.path.splitext(name)[0])
    return os.path.exists(found) and _same(found, path)


def _same(one: str, other: str) -> bool:
    """True for two paths of one file; a text of an editor may have none yet."""
    return one == other or (os.path.exists(other) and os.path.samefile(one, other))


def _in_place_of_language(path: str, pattern: str, tags: Sequence[str]) -> Iterator[str]:
    """The path with each of `tags` where the pattern has {lang}, then without it: `README.md` for `README.de.md`, `guide/`
    for `guide-de/`.

    Nothing for a path that the pattern does not match, or in one of the languages of `tags`.
    """
    found = _pattern(pattern).finditer(path.replace(os.sep, "/"))
    spans = [match.span("lang") for match in found if _names_language(match["lang"])]
    if not spans or path[slice(*spans[-1])] in tags:
        return
    start, end = spans[-1]
    yield from (path[:start] + tag + path[end:] for tag in tags)
    before, after = path[start - 1 : start], path[end : end + 1]
    if before and before in "._-" and after in (".", os.sep):
        yield path[: start - 1] + path[end:]
    elif after == os.sep:
        yield path[:start] + path[end + 1 :]


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    """A glob with {lang}, as an expression that ends where the path ends."""
    head, _, tail = pattern.replace(os.sep, "/").partition(LANG)
    return re.compile(f"(?:^|/)(?={glob_expression(head)}(?P<lang>{_TAG.pattern}){glob_expression(tail)}$)")


def _candidates(folder: str, name: str, stem: str, ending: str, tags: Sequence[str]) -> Iterator[str]:
    """Where the sources may lie, the likeliest first; nothing for a file in one of the languages of `tags`."""
    if _names_language(stem):
        if stem not in tags:
            yield from (os.path.join(folder, tag + ending) for tag in tags)
        return
    named = next((match for match in (IN_NAME.fullmatch(name, at) for at in _marks(name)) if match), None)
    if named is not None and _names_language(named[1]):
        if named[1] in tags:
            return
        head, tail = name[: named.start(1)], name[named.end(1) :]
        yield from (os.path.join(folder, head + tag + tail) for tag in tags)
        yield os.path.join(folder, head[:-1] + tail)
        return
    parts = folder.split(os.sep)
    for place in range(len(parts) - 1, max(-1, len(parts) - 1 - DEEPEST), -1):
        part = parts[place]
        others: Sequence[str] = ()
        if RESOURCES.fullmatch(part):
            others = ("values",)
        elif part.endswith(_APPLE) and _names_language(part.removesuffix(_APPLE)):
            own = part.removesuffix(_APPLE)
            others = () if own in tags else ("Base.lproj", *(tag + _APPLE for tag in tags))
        elif _names_language(part):
            others = () if part in tags else tags
        for other in others:
            yield os.sep.join((*parts[:place], other, *parts[place + 1 :], name))


def _marks(name: str) -> list[int]:
    return [place for place, char in enumerate(name[:200]) if char in "._-" and place]


def _spellings(tag: str) -> tuple[str, ...]:
    """The ways in which paths write a tag."""
    usual = normalised(tag)
    base = usual.split("-")[0]
    return tuple(dict.fromkeys((tag, usual, usual.replace("-", "_"), base, *(USUAL if base == "en" else ()))))


def _names_language(written: str) -> bool:
    return bool(_TAG.fullmatch(written)) and bool(english_name(normalised(written).split("-")[0]))
