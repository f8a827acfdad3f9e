"""See `split-file-name`."""

import re
from collections.abc import Iterator
from functools import cache

from audit.analysis.text_view import TextView, suggested_fix
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE

# Endings of file names that are no words.
ENDINGS = (
    "bat", "cfg", "csv", "dll", "docx", "exe", "html", "htm", "ini", "jpg", "jpeg", "json", "mp3", "mp4", "msi",
    "pdf", "php", "png", "pptx", "svg", "sys", "txt", "xlsx", "xml", "yaml", "yml", "zip",
)  # fmt: skip


@check(
    id="split-file-name",
    category=Category.PUNCTUATION,
    severity=Severity.MINOR,
    message="“{found}” is one name, which a space cuts in two",
    roles=PROSE,
    confidence=Confidence.LIKELY,
    examples=(
        bad("es", "Ejecute ⟦regsvr64. exe⟧ y espere.", fixed="Ejecute regsvr64.exe y espere."),
        bad("de", "Öffnen Sie ⟦hafen. dll⟧ im Ordner.", fixed="Öffnen Sie hafen.dll im Ordner."),
        good("en", "Save it as a text. Txt files are small, and pdf files are large.", why="a new sentence"),
        good("en", "Open harbour.exe. It takes a minute.", why="a whole name"),
    ),
)
def split_file_name(view: TextView) -> Iterator[Detection]:
    """A space stands inside the name of a file, behind its full stop.

    Why it hurts a reader: a command that is typed as it stands does not work.

    Left alone: endings that are words, and those with a capital, which begin a sentence.
    """
    if split_ending().search(view.text) is None:
        return
    for match in split_name().finditer(view.text):
        place = match.end(1)
        yield view.detection(match.start(), match.end(), fix=suggested_fix(place + 1, place + 2, ""))


@cache
def split_name() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.])([A-Za-z_][\w-]{{1,40}}){split_ending().pattern}", re.ASCII)


@cache
def split_ending() -> re.Pattern[str]:
    """The end alone, which is rare."""
    return re.compile(rf"\. (?:{'|'.join(ENDINGS)})(?![\w-])", re.ASCII)
