"""The file that holds the sources of a translation file which holds none: `en.json` beside `de.json`."""

import os
import re
from collections.abc import Iterator, Sequence

from audit.analysis.path_language import IN_NAME, RESOURCES
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
_TAG = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|[0-9]{3}))?")
_APPLE = ".lproj"


def source_file(path: str, source: str | None = None, pattern: str | None = None) -> str | None:
    """The path of the file with the sources of `path`, None when there is none or it is that file itself.

    `source` is the tag of the source language. `pattern` is where the sources lie, with {name} for the file's name and
    {stem} for the name without its ending; left out, the language in the path is replaced by the source language.
    """
    folder, name = os.path.split(path)
    stem, ending = os.path.splitext(name)
    if ending.lower() not in ONE_SIDED:
        return None
    if pattern:
        found = pattern.replace("{name}", name).replace("{stem}", stem)
        return found if os.path.isfile(found) and not os.path.samefile(found, path) else None
    tags = _spellings(source) if source else USUAL
    for candidate in _candidates(folder, name, stem, ending, tags):
        if candidate != path and os.path.isfile(candidate):
            return candidate
    return None


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
