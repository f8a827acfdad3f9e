"""What each line of a page is: headline, body, caption, credit, navigation, control, notice, metadata.

A reader module knows roles from structure where the format has any. For the rest (plain text, bare
paragraphs) this module decides by position, length, neighbours, word lists and repetition. Roles are
features for checks: nothing is ever left out because of its role.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

import msgspec

from audit.language.metadata_fields import metadata_fields
from audit.language.notices import NoticeKind, find_notices
from audit.language.page_words import agencies, control, credit_labels, furniture, is_navigation, key
from audit.language.phrases import fold
from audit.model.document import Document
from audit.model.notation import Notation
from audit.model.role import Role
from audit.model.segment import Segment

SHORT = 160  # code points: longer lines are running text whatever stands around them
CREDIT_WORDS = 30
ABBREVIATION = 3  # letters of a label that a full stop ends: "Fot. X"
DESCRIPTION_WORDS = 5  # words without a capital behind "Photo:"
MENU_WORDS = 4  # an entry between two others of a menu
HEADLINE_WORDS = 20
LABEL_WORDS = 6  # menu entries, buttons
BLOCK_LINES = 3  # so many label-like lines in a row are a menu
SENTENCE_END = re.compile(r"[.!?…。！？।؟۔:;][\"'»”’)\]」』]*$")
CREDIT_MARKS = ":/©：=."  # no credit without one of these
CREDIT = re.compile(r"[(\[]?\s*([^:：/=.]{2,40}?)\s*(?:[:：=]|\.(?=\s))\s*(\S.*)")
BULLET = re.compile(r"(?:[•‣▪◦·*–-]|\(?\d{1,3}[.)])\s+\S")
FIGURE = re.compile(r"\d")
FIELD, FIELD_WORDS = 30, 5  # code points before the date of a metadata line, words from there on
MOSTLY_FIGURES = re.compile(r"[\W\d]*\d[\W\d]*(?:[^\W\d]{1,12}[\W\d]*){0,2}$")


def label_roles(document: Document) -> Document:
    """The document with a role for every segment whose role its format did not tell."""
    if all(segment.role_known for segment in document.segments):
        return document
    roles = _roles(document)
    segments = tuple(
        segment if segment.role_known or segment.role is role else msgspec.structs.replace(segment, role=role)
        for segment, role in zip(document.segments, roles, strict=True)
    )
    return msgspec.structs.replace(document, segments=segments)


def is_credit(line: str) -> bool:
    """True for a line that names who made a picture: `Photo: X`, `REUTERS/X`, `© X`."""
    if len(line) > 2 * SHORT or not any(mark in line for mark in CREDIT_MARKS):
        return False
    if len(line.split()) > CREDIT_WORDS:
        return False
    labelled = CREDIT.match(line)
    abbreviated = labelled is not None and line[labelled.end(1)] == "."
    if (
        labelled
        and not (abbreviated and len(labelled[1]) > ABBREVIATION)
        and fold(labelled[1]).strip() in credit_labels()
    ):
        return not _describes(labelled[2])
    if line.startswith("©") and len(line) <= SHORT:
        return True
    parts = [fold(part).strip(" .()") for part in line.split("/")]
    return len(parts) > 1 and len(line) <= SHORT and any(part in agencies() for part in (parts[0], parts[-1]))


def _describes(text: str) -> bool:
    """True for words behind a label that tell what is to be seen, not who made it."""
    words = text.split()
    return len(words) > DESCRIPTION_WORDS and not any(map(str.isupper, text)) and any(map(str.islower, text))


def _roles(document: Document) -> list[Role]:
    segments = document.segments
    if len(segments) == 1:
        return [segments[0].role]
    roles = [_by_itself(segment) for segment in segments]
    lines = _Lines(document)
    _notices(segments, roles)
    _menus(segments, roles)
    _repeated(segments, roles)
    _captions(segments, roles, lines)
    _headlines(segments, roles, lines)
    return [role if role is not None else Role.BODY for role in roles]


def _by_itself(segment: Segment) -> Role | None:
    """What the line says of itself; None when only its neighbours can tell."""
    text = segment.text
    if segment.role_known:
        return segment.role
    if len(text) > SHORT:
        return Role.CREDIT if is_credit(text) else Role.BODY
    if is_credit(text):
        return Role.CREDIT
    if furniture(text):
        return Role.NAVIGATION
    if BULLET.match(text) and not (text[0] == "–" and SENTENCE_END.search(text)):
        return Role.ITEM  # an en dash before a sentence opens direct speech
    if len(text) < 40 and not text.isalpha() and MOSTLY_FIGURES.match(text):
        return Role.METADATA
    if _is_field(text):
        return Role.METADATA
    return None


def _is_field(text: str) -> bool:
    """True for a line of a field name and a date: "Published: 12 March 2024, 10:15"."""
    figure = FIGURE.search(text, 0, FIELD)
    if figure is None or fold(text[: figure.start()]).strip(" :：") not in metadata_fields():
        return False
    return len(text[figure.start() :].split()) <= FIELD_WORDS


def _notices(segments: Sequence[Segment], roles: list[Role | None]) -> None:
    """Lines that are little more than the notice or the button of a translation service."""
    short = [
        i
        for i, segment in enumerate(segments)
        if not segment.role_known and roles[i] is not Role.CREDIT and len(segment.text) <= SHORT
    ]
    if not short:
        return
    # One search over all short lines: a search has a price of its own, whatever the length.
    texts = [segments[i].text for i in short]
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    for notice, start, end in find_notices("\x00".join(texts)):
        place = bisect_right(starts, start) - 1
        index = short[place]
        if end - start > len(texts[place]) * 0.6:
            roles[index] = Role.CONTROL if notice.kind is NoticeKind.BUTTON else Role.NOTICE


class _Lines:
    """Which segments follow on the very next line of the file, with no blank line between; looked up on demand."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._segments = document.segments
        self._known: dict[int, bool] = {}

    def close(self, index: int) -> bool:
        """True when the segment after `index` stands on the very next line."""
        if index < 0 or index + 1 >= len(self._segments):
            return False
        if index not in self._known:
            here, there = self._segments[index], self._segments[index + 1]
            end = here.map.to_file(len(here.text), len(here.text)).start
            start = there.map.to_file(0, 0).start
            self._known[index] = self._text.count("\n", end, start) == 1
        return self._known[index]


def _label_like(text: str) -> bool:
    return len(text) <= SHORT and len(text.split()) <= LABEL_WORDS and not SENTENCE_END.search(text)


def _menus(segments: Sequence[Segment], roles: list[Role | None]) -> None:
    """Runs of label-like lines among which furniture stands: the whole run is furniture."""
    if Role.NAVIGATION not in roles:
        return
    index = 0
    while index < len(segments):
        end = index
        while end < len(segments) and _in_menu(segments[end], roles[end]):
            end += 1
        run = range(index, end)
        known = sum(roles[i] is Role.NAVIGATION for i in run)
        controls = [
            i
            for i in run
            if roles[i] is None and (control(segments[i].text) or is_navigation(segments[i].text))
        ]
        if known and len(run) >= BLOCK_LINES and (known + len(controls)) * 2 >= len(run):
            sure = [i for i in run if roles[i] is Role.NAVIGATION or i in controls]
            for i in range(sure[0], sure[-1] + 1):
                # At either end of the menu may stand a headline, or the text itself.
                if i in controls:
                    roles[i] = Role.CONTROL
                elif roles[i] is None and len(segments[i].text.split()) <= MENU_WORDS:
                    roles[i] = Role.NAVIGATION
        elif known:
            for i in controls:
                if (i > index and roles[i - 1] is Role.NAVIGATION) or (
                    i + 1 < end and roles[i + 1] is Role.NAVIGATION
                ):
                    roles[i] = Role.CONTROL
        index = max(end, index + 1)


def _in_menu(segment: Segment, role: Role | None) -> bool:
    return role is Role.NAVIGATION or (role is None and _label_like(segment.text))


def _repeated(segments: Sequence[Segment], roles: list[Role | None]) -> None:
    """A short label that stands three times on one page is not its text."""
    open_ones = [i for i, role in enumerate(roles) if role is None and _label_like(segments[i].text)]
    counted = Counter(key(segments[i].text) for i in open_ones)
    for i in open_ones:
        if counted[key(segments[i].text)] >= 3:
            roles[i] = Role.NAVIGATION


def _captions(segments: Sequence[Segment], roles: list[Role | None], lines: _Lines) -> None:
    """A short line straight above a photo credit is the picture's caption."""
    for i in range(len(segments) - 1):
        if roles[i + 1] is Role.CREDIT and roles[i] in (None, Role.NAVIGATION) and lines.close(i):
            if i and roles[i - 1] is Role.BODY and lines.close(i - 1):
                continue  # the last line of a paragraph that was broken into lines
            roles[i] = Role.CAPTION


def _headlines(segments: Sequence[Segment], roles: list[Role | None], lines: _Lines) -> None:
    """A short line without a final mark, with running text after it, is a heading."""
    for i, segment in enumerate(segments):
        if roles[i] is not None or i + 1 == len(segments):
            continue
        text = segment.text
        if (
            len(text) <= SHORT
            and len(text.split()) <= HEADLINE_WORDS
            and not SENTENCE_END.search(text)
            and (not lines.close(i) or _heads(segments, i, lines))
        ):
            # A page marks its headings; a short block without a mark may be anything there.
            roles[i] = Role.ITEM if segment.notation == Notation.HTML_TEXT else Role.HEADLINE


def _heads(segments: Sequence[Segment], index: int, lines: _Lines) -> bool:
    """True for a short line right above a long one, in a text that sets no blank lines between paragraphs."""
    if len(segments[index + 1].text) <= SHORT:
        return False
    return index == 0 or len(segments[index - 1].text) > SHORT or not lines.close(index - 1)
