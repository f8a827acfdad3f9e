"""What the folders and the name of a file say of its language: `i18n/de/`, `README.zh.md`, `about_el.html`."""

import re
from collections.abc import Callable
from itertools import pairwise
from os.path import splitext
from typing import NamedTuple

from audit.language.language_names import english_name
from audit.language.profiles import known_tags, normalised
from audit.model.language_evidence import Evidence

FILE_NAME, BESIDE_A_MARKER, PLAIN_FOLDER = 0.85, 0.85, 0.4
LONGEST_BARE = 3  # letters of a tag without region or script
FULL_TAG = 0.85  # "pt-BR", "zh-Hans": no other word looks so
LONGEST_FLAT = 200  # code points
MOST_FOLDERS = 40  # looked at, from the file up
# Folders that hold one folder for each language.
MARKERS = frozenset(
    {"i18n", "l10n", "locale", "locales", "lang", "langs", "language", "languages", "translation",
     "translations", "translated_docs", "_i18n"}
)  # fmt: skip
# The same, where other folders stand among them: the tag may also be a name.
HOLDERS = frozenset(
    {"articles", "_articles", "content", "docs", "doc", "pages", "site", "src", "www", "_posts"}
)
TAG = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Z]{2}|[a-z]{2}|[0-9]{3}))?")
# Folders of Android ("values-pt-rBR", "values-b+sr+Latn", "values-mcc310-en-rUS-land"; "car" is no language there)
# and of Apple ("pt-BR.lproj").
RESOURCES = re.compile(
    r"values(?:-mcc[0-9]{3})?(?:-mnc[0-9]{1,3})?-(?!car\b)(?:b\+(?P<whole>[a-z]{2,3}(?:\+[A-Za-z0-9]{2,8}){0,3})"
    r"|(?P<language>[a-z]{2,3})(?:-r(?P<region>[A-Z]{2}|[0-9]{3}))?)(?:-[a-z0-9]{2,20}){0,6}"
)
BUNDLE = re.compile(r"([a-z]{2,3}(?:[-_][A-Za-z0-9]{2,4}){0,2})\.lproj")
# Withdrawn from ISO 639 in 1989; Java and Android write them to this day.
WITHDRAWN = {"iw": "he", "in": "id", "ji": "yi"}
IN_NAME = re.compile(r"[._-]([a-z]{2,3}(?:[-_](?:[A-Za-z]{2}|[A-Za-z]{4}))?)(?:\.[A-Za-z0-9]{1,11}){1,2}")


# Endings of translation files: one that is called by a tag alone is in that language ("locales/de.json").
OF_ENTRIES = frozenset(
    {".json", ".yml", ".yaml", ".po", ".arb", ".properties", ".ftl", ".strings", ".xlf", ".xliff", ".ts", ".tmx",
     ".resx", ".srt", ".vtt"}
)  # fmt: skip


def language_of_path(path: str) -> list[tuple[str, Evidence]]:
    """Tags that the path names, each with its evidence; the nearest folder and the file's own name only."""
    return _read(path, _tag)


def unsupported_of_path(path: str) -> list[tuple[str, Evidence]]:
    """The same for languages that are not supported, where the path can hardly mean anything else.

    Many tags of small languages are also codes of countries: ask only when the words leave it open.
    """
    found = _read(path, _unsupported)
    return [(tag, item) for tag, item in found if item.weight >= BESIDE_A_MARKER]


def without_language(path: str) -> tuple[str, str | None]:
    """What a path is without the language it names and the folder that holds the languages, and the tag it names.

    The versions of one document in several languages come to one path: `docs/i18n/de/start.md` and
    `docs/start.de.md` to `docs/start.md`.
    """
    *folders, name = re.split(r"[/\\]", path)
    tag = None
    named = _in_name(name)
    if named is not None and (tag := _tag(named[1])):
        at = len(name) - len(named[0])
        name = name[:at] + name[at + 1 + len(named[1]) :]
    elif (found := _in_folders(folders[-MOST_FOLDERS:], _tag)) is not None:
        tag = found.tag
        del folders[len(folders) - min(MOST_FOLDERS, len(folders)) + found.place]
    rest = [folder for folder in folders if folder.lower() not in MARKERS]
    return "/".join((*rest, name)), tag or None


class _InFolders(NamedTuple):
    """The folder that names a language."""

    place: int
    tag: str
    weight: float


def _read(path: str, tag_of: Callable[[str], str]) -> list[tuple[str, Evidence]]:
    parts = [part for part in re.split(r"[/\\]", path[-400:]) if part]
    if not parts:
        return []
    found = []
    named = _in_name(parts[-1])
    stem, ending = splitext(parts[-1])
    alone = TAG.fullmatch(stem) if ending.lower() in OF_ENTRIES else None
    written = stem if alone else named[1] if named else ""
    if written and tag_of(written):
        found.append((tag_of(written), Evidence("file name", f"the file is called {parts[-1]}", FILE_NAME)))
    folder = _in_folders(parts[:-1], tag_of)
    if folder is not None:
        detail = f"it lies in the folder {parts[folder.place]}/"
        found.append((folder.tag, Evidence("folder", detail, folder.weight)))
    flat = "" if found else _in_flat_name(parts[-1], tag_of)
    if flat:
        found.append((flat, Evidence("file name", f"the file is called {parts[-1]}", FILE_NAME)))
    return found


def _in_flat_name(name: str, tag_of: Callable[[str], str]) -> str:
    """The tag in a name that was a path once: `app_locale_lt_viewer.properties`, `res_values-pt-rBR_strings.xml`."""
    tokens = name[-LONGEST_FLAT:].split("_")[:MOST_FOLDERS]
    for before, token in pairwise(["", *tokens[:-1]]):
        written = _of_resources(token) or (
            token if before.lower() in MARKERS and TAG.fullmatch(token) else ""
        )
        if written and tag_of(written):
            return tag_of(written)
    return ""


def _in_name(name: str) -> re.Match[str] | None:
    return next((match for match in map(IN_NAME.fullmatch, _tails(name)) if match), None)


def _in_folders(folders: list[str], tag_of: Callable[[str], str]) -> _InFolders | None:
    """The outermost folder that stands right below a marker, since a whole tree may be copied for each language
    with trees of other languages inside; without a marker the nearest folder that a language is called by."""
    plain = None
    for place, folder in enumerate(folders):
        resources = _of_resources(folder)
        tag = tag_of(resources) if resources else tag_of(folder) if TAG.fullmatch(folder) else ""
        if not tag:
            continue
        above = folders[place - 1].lower() if place else ""
        if resources or above in MARKERS:
            return _InFolders(place, tag, BESIDE_A_MARKER)
        if len(folder) > LONGEST_BARE:
            weight = FULL_TAG
        else:
            weight = (PLAIN_FOLDER + BESIDE_A_MARKER) / 2 if above in HOLDERS else PLAIN_FOLDER
        plain = _InFolders(place, tag, weight)
    return plain


def _of_resources(folder: str) -> str:
    """The tag in the name of a folder that holds resources in one language; nothing for other folders."""
    if bundle := BUNDLE.fullmatch(folder):
        return bundle[1]
    found = RESOURCES.fullmatch(folder)
    if found is None:
        return ""
    language, *rest = (found["whole"] or found["language"]).split("+")
    if found["region"]:
        rest.append(found["region"])
    return "-".join((WITHDRAWN.get(language, language), *rest))


def _tails(name: str) -> list[str]:
    """The ends of a file's name from each mark on that a tag may follow; long names are cut."""
    name = name[-60:]
    return [name[place:] for place, char in enumerate(name) if char in "._-" and place]


def _tag(written: str) -> str:
    """A written tag when it names a known language, else nothing."""
    tag = normalised(written)
    return tag if tag.split("-")[0] in known_tags() else ""


def _unsupported(written: str) -> str:
    """A written tag when it names a language that is not supported, else nothing."""
    tag = normalised(written)
    base = tag.split("-")[0]
    return tag if base not in known_tags() and english_name(base) else ""
