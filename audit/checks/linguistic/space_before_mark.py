"""A space where a mark should follow its word at once."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from audit.analysis.gaps import matches_in_gaps
from audit.analysis.listed_words import reads_foreign
from audit.analysis.text_view import TextView, safe_fix, suggested_fix
from audit.model.check import Trait, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.notation import Notation
from audit.model.role import PROSE
from audit.model.segment import INLINE_OBJECT

MARKS = ",.;:!?،؛؟"
PAUSES = ",;:"  # before a space and another mark: a name or a picture is missing there
RELATIONS = "=+×÷≈≠<>→"  # before a space and a mark: "a + b = ?"
MOST = 2  # of a kind that count: more are one habit
SPACED_ABROAD = ":;!?"  # by languages whose words may be quoted
AROUND = 25  # code points looked at on either side
LONGEST_OBJECT = 200  # code points of code that are looked at
LONGEST_TYPED = 40  # code points of what is typed, with the spaces around it
LABEL = 3  # words of a label, its colon among them


@cache
def spaced(marks: str) -> re.Pattern[str]:
    """Spaces and one of the marks, with what follows a mark after it: not an ellipsis, ".NET" or ":-)"."""
    space, after = r"[ \u00a0\u2009\u202f]", r"(?=[\s\x00\"”’»])(?! \.)|(?<![:;])(?=\))"
    return re.compile(rf"(?<![\s(\[{{«“„—–.]){space}+[{re.escape(marks)}](?:{after}|(?<=[,.،])\Z)")


@cache
def tag() -> re.Pattern[str]:
    """A tag around a key or code."""
    return re.compile(r"<[^<>]{0,100}>")


@check(
    id="space-before-mark",
    category=Category.PUNCTUATION,
    severity=Severity.MINOR,
    message="No space belongs before “{mark}”",
    roles=PROSE,
    traits={Trait.SPACES},
    yields_to=("repeated-mark",),
    examples=(
        bad("en", "The shop is closed⟦ ,⟧ they said⟦ .⟧", fixed="The shop is closed, they said."),
        bad("ru", "Магазин закрыт⟦ ,⟧ а почему⟦ ?⟧", fixed="Магазин закрыт, а почему?"),
        bad(
            "en", "It was late⟦ ,⟧and cold⟦ .⟧Then rain came.", fixed="It was late, and cold. Then rain came."
        ),
        bad("fr", "Il est parti⟦ ,⟧ puis revenu⟦ .⟧", fixed="Il est parti, puis revenu."),
        bad(
            "en",
            "Press <kbd>,</kbd>⟦ .⟧\n\nThe ferry leaves.",
            format="markdown",
            fixed="Press <kbd>,</kbd>.\n\nThe ferry leaves.",
            confidence=Confidence.POSSIBLE,
        ),
        good("fr", "Pourquoi ? Voici : un exemple !", why="French puts a space before these marks"),
        bad(
            "de",
            "Zum Öffnen drücken Sie  x⟦ .⟧ Danach fährt der Kran aus.",
            format="text",
            fixed="Zum Öffnen drücken Sie  x. Danach fährt der Kran aus.",
            confidence=Confidence.POSSIBLE,
        ),
        good("en", "A .NET service answered in .5 seconds … or so ...", why="a name, a decimal, ellipses"),
        good("en", "The score was 3 : 2 and we smiled :)", why="a score and an emoticon"),
    ),
)
def space_before_mark(view: TextView) -> Iterable[Detection]:
    """A space stands between a word and its comma, full stop or other mark.

    It looks careless, and the mark may slip to the next line alone. Tokenised text that was never put
    together again shows it everywhere.

    The first two of a kind in a paragraph count as errors, of colons the first two in the text; the others are
    listed so that they can be repaired with them.

    Left alone: the marks the language spaces, ellipses, decimals and names that begin with a point,
    emoticons, and a colon between figures. Only possible: in plain text, columns and what is set off by spaces.
    """
    seen: Counter[object] = Counter()
    wrong = "".join(mark for mark in MARKS if mark not in view.language.spaced_marks)
    for index, start, end in matches_in_gaps(view, spaced(wrong)):
        mark = view.text[end - 1]
        if mark == ":" and (view.words[index][-1:].isdigit() and view.words[index + 1][:1].isdigit()):
            continue
        segment = view.segment_at(start)
        # A colon set apart is a habit of the whole text, the other marks are one of a paragraph.
        habit = mark if mark == ":" else (mark, segment)
        seen[habit] += 1
        severity = Severity.NEUTRAL if seen[habit] > MOST else None
        after = view.text[end : end + 2]
        if after[:1].isalnum():
            # ".NET", ".org" and ",5" are right; "word ,word" and "word .Word" have their space on the wrong side.
            if after.isalpha() and (mark != "." or (after[0].isupper() and after[1].islower())):
                fix = suggested_fix(start, end, f"{mark} ")
                yield view.detection(
                    start, end, confidence=Confidence.LIKELY, severity=severity, fix=fix, mark=mark
                )
            continue
        confidence = Confidence.LIKELY if mark == ":" else Confidence.CERTAIN
        if is_doubtful(view, start, end, view.segments[segment].text):
            confidence = Confidence.POSSIBLE
        repair = suggested_fix if confidence is Confidence.POSSIBLE else safe_fix
        yield view.detection(
            start, end, confidence=confidence, severity=severity, fix=repair(start, end - 1, ""), mark=mark
        )


def is_doubtful(view: TextView, start: int, end: int, text: str) -> bool:
    """True where something is missing between two marks, behind a key or code that is a mark itself or set off by
    spaces, in a label, and among words of another language."""
    mark = view.text[end - 1]
    if is_set_off(view, start, end):
        return True
    if view.text[start - 1] == INLINE_OBJECT and shows_mark(view, start - 1):
        return True
    if (
        view.text[start - 1] in PAUSES
        or view.text[start - 1] in RELATIONS
        or (mark == ":" and is_label(text))
    ):
        return True
    if mark == "?" and is_open_link(view, end):
        return True
    return mark in SPACED_ABROAD and reads_foreign(view, max(0, start - AROUND), end + AROUND)


def is_set_off(view: TextView, start: int, end: int) -> bool:
    """True in a plain text where two spaces or more stand before the mark, as in columns, or before the word at it, as
    around what is typed: "press  x ."."""
    segment = view.segments[view.segment_at(start)]
    if segment.notation != Notation.PLAIN:
        return False
    base = view.starts[view.segment_at(start)]
    mark = segment.map.to_file(end - 1 - base, end - base).start
    return set_off().search(view.file_text, max(0, mark - LONGEST_TYPED), mark) is not None


@cache
def set_off() -> re.Pattern[str]:
    return re.compile(r"(?<=[^\s.!?])(?: {2,}|[ \t]*\t[ \t]*)(?:[^\s]{1,20} ?)?\Z")


def shows_mark(view: TextView, place: int) -> bool:
    """True when the code or key at `place` ends in a mark, from which the space keeps the next one apart."""
    index = view.segment_at(place)
    base = view.starts[index]
    at = view.segments[index].map.to_file(place - base, place - base + 1)
    shown = tag().sub("", view.file_text[at.start : min(at.end, at.start + LONGEST_OBJECT)]).strip("` ")
    return shown[-1:] in MARKS and shown != ""


def is_label(text: str) -> bool:
    """True for a label that ends in its colon, which a column or a line may set apart."""
    return text.endswith(":") and len(text.split()) <= LABEL


def is_open_link(view: TextView, end: int) -> bool:
    """True for the mark that ends the text of a link amid a sentence, where a number is filled in: "[Chapter ?](ch)"."""
    index = view.segment_at(end - 1)
    base = view.starts[index]
    place = view.segments[index].map.to_file(end - 1 - base, end - base).end
    return view.file_text[place : place + 2] == "]("
