"""See `glued-metadata`."""

import re
from collections.abc import Iterator
from functools import cache

from audit.analysis.glued_lines import GluedLine, glued_lines
from audit.analysis.run_on_dates import run_on_dates
from audit.analysis.set_apart import set_apart
from audit.analysis.text_view import TextView, suggested_fix
from audit.language.metadata_fields import metadata_fields, reading_times
from audit.language.phrases import fold
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.fix import Edit, Fix, Safety
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import Role

LONGEST_FIELD = 30  # code points
WORDS_BEHIND = 3  # so many words behind the date are a text of their own


@cache
def date() -> re.Pattern[str]:
    """A date in figures, perhaps with a time: 2026-02-04, 04.02.2026 10:15."""
    return re.compile(
        r"(?:[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}|[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{4})"
        r"(?:T[0-9]{2}|,? ?[0-9]{1,2}:[0-9]{2})?(?::[0-9]{2}){0,2}"
        r"(?:Z|[+-][0-9]{2}:?[0-9]{2})?(?: [AaPp][Mm])?"
    )


@cache
def reading_time(first: str) -> re.Pattern[str]:
    """The last figure, a reading time that begins with a word, in lower case, and a letter run on behind it."""
    phrases = sorted(
        (phrase for phrase in reading_times() if first_word(phrase) == first), key=len, reverse=True
    )
    return re.compile(rf"[0-9][ \u00a0-](?:{'|'.join(map(re.escape, phrases))})(?=[^\W\d_])")


@cache
def figures_before() -> re.Pattern[str]:
    return re.compile(r"[0-9]{1,3}\Z")


@check(
    id="glued-metadata",
    category=Category.LAYOUT,
    severity=Severity.MINOR,
    message="“{found}” is metadata that ran into the text",
    roles=frozenset(
        {Role.HEADLINE, Role.BODY, Role.ITEM, Role.CAPTION, Role.CREDIT, Role.METADATA, Role.NAVIGATION}
    ),
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "en",
            "⟦date 2026-02-04⟧ Second Round of River Talks Ends",
            fixed="Second Round of River Talks Ends",
        ),
        bad("en", "Published: ⟦12.03.2024Author⟧: Jane Roe", fixed="Published: 12.03.2024 Author: Jane Roe"),
        bad(
            "de",
            "⟦Veröffentlicht: 12.03.2024⟧ Der Fluss stieg über Nacht",
            fixed="Der Fluss stieg über Nacht",
        ),
        bad("en", "⟦5 min readShare⟧ this story", fixed="5 min read Share this story"),
        bad(
            "en",
            "⟦09:41, 12 November 2023Residents⟧ wait.",
            fixed="09:41, 12 November 2023 Residents wait.",
        ),
        bad(
            "en",
            "⟦Culture18:05, 3 MarchViews: 412⟧\n\nThe harbour museum opens its doors again.",
            fixed="Culture 18:05, 3 March Views: 412\n\nThe harbour museum opens its doors again.",
        ),
        good("en", "Genesis9:13 and Boeing737 in March", why="a verse and a model, no date"),
        good("en", "Date: 2026-02-04", why="a line of its own"),
        good("en", "Published 12.03.2024 by the city archive", why="a sentence goes on"),
        good("de", "Datum: 12.03.2024 Uhrzeit: 18:00", why="two fields side by side"),
        good("fr", "Le 12/03/2024 à 10h30, la séance est ouverte.", why="a date inside a sentence"),
        bad(
            "en",
            "<p><span class=date>⟦3 May 2021</span>Harbour⟧ reopens after the storm</p>",
            format="html",
            confidence=Confidence.POSSIBLE,
            fixed="<p><span class=date>3 May 2021</span> Harbour reopens after the storm</p>",
        ),
        good("en", "The log says 2024-03-12T10:15:00Z and 12.03.2024UTC.", why="time stamps"),
    ),
)
def glued_metadata(view: TextView) -> Iterator[Detection]:
    """A date, a field name or a reading time ran into the text beside it.

    Why it hurts a reader: a headline that opens with “date 2026-02-04” looks broken; two words without a
    space between cannot be read.

    Left alone: metadata on lines of their own, several fields side by side, time stamps, dates in sentences.
    Where an element of a page begins between the two, its style may part them: only possible.
    """
    figure_in, fields = next_figure().search, metadata_fields()
    for index, segment in enumerate(view.segments):
        figure = figure_in(segment.text, 1, LONGEST_FIELD)
        if figure is not None and fold(segment.text[: figure.start()]).strip(" :：") in fields:
            yield from before_text(view, index, figure.start())
    lines = list(glued_lines(view))
    for line in lines:
        sure = seam(view, line.seams[0]) or Confidence.LIKELY
        yield view.detection(line.start, line.end, confidence=sure, fix=parted(line))
    for place in run_on_dates(view):
        if any(line.start <= place.word < line.end for line in lines):
            continue
        yield view.detection(
            place.start,
            place.end,
            confidence=seam(view, place.word) or Confidence.LIKELY,
            fix=suggested_fix(place.word, place.word, " "),
        )
    yield from run_on_reading_times(view)


def parted(line: GluedLine) -> Fix:
    """A space at every seam of a line of metadata."""
    return Fix(tuple(Edit(place, place, " ") for place in sorted(set(line.seams))), Safety.SUGGESTED)


def before_text(view: TextView, index: int, figure: int) -> Iterator[Detection]:
    """A field name, its date from `figure` on in the segment, and a text behind them on the same line."""
    start, end = view.bounds(index)
    label = view.text[start : start + figure]
    figures = date().match(view.text, start + figure, end)
    if figures is None:
        return
    rest = view.text[figures.end() : end]
    words = rest.split()
    if len(words) < WORDS_BEHIND or not rest[0].isspace() or not opens_text(words):
        return
    bare = ":" not in label and "：" not in label
    sure = bare and label[0].islower()
    cut = figures.end() + len(rest) - len(rest.lstrip())
    yield view.detection(
        start,
        figures.end(),
        confidence=seam(view, cut) or (None if sure else Confidence.LIKELY),
        fix=Fix((Edit(start, cut, ""),), Safety.SUGGESTED),
    )


def seam(view: TextView, place: int) -> Confidence | None:
    """POSSIBLE where an element of a page begins or ends between the metadata and the text at `place`."""
    before = place - 1
    while before and view.text[before].isspace():
        before -= 1
    return Confidence.POSSIBLE if set_apart(view, before, place + 1) else None


def opens_text(words: list[str]) -> bool:
    """True when these words begin a text rather than go on with a sentence or with the next field."""
    first = words[0].lstrip("\"'«»„“”‘’([")
    if not first[:1].isalpha() or first[:1].islower():
        return False
    return not any(word.endswith((":", "：")) for word in words[:3])


def run_on_reading_times(view: TextView) -> Iterator[Detection]:
    """A reading time with the next label run on behind it."""
    if not view.language.has_case or view.vocabulary.keys().isdisjoint(reading_words()):
        return
    for first in sorted(view.vocabulary.keys() & reading_words()):
        place = view.lower.find(first)
        while place >= 0:
            if match := reading_time(first).match(view.lower, max(0, place - 2)):
                cut = match.end()
                word = capitalised().match(view.text, cut)
                if word is not None and word[0][0].isupper() and view.text[cut - 1].islower():
                    start = figures_before().search(view.lower, max(0, place - 4), place - 1)
                    begin = start.start() if start else match.start()
                    fix = suggested_fix(cut, cut, " ")
                    yield view.detection(begin, word.end(), confidence=seam(view, cut), fix=fix)
            place = view.lower.find(first, place + len(first))


@cache
def reading_words() -> frozenset[str]:
    """The first words of all reading times."""
    return frozenset(first_word(phrase) for phrase in reading_times())


def first_word(phrase: str) -> str:
    """The word that a reading time begins with."""
    return re.split(r"\W", phrase, maxsplit=1)[0]


@cache
def next_figure() -> re.Pattern[str]:
    return re.compile("[0-9]")


@cache
def capitalised() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_a-z][^\W\d_]{0,30}")
