"""Spaces on the inner side of quotation marks."""

from collections.abc import Iterator

from audit.analysis.quotation_signs import STRAIGHT, signs_in
from audit.analysis.quotes import one_sided_marks, straight_roles
from audit.analysis.text_view import SEPARATOR, TextView, safe_fix, suggested_fix
from audit.model.check import Trait, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity
from audit.model.role import PROSE

BEFORE_CLOSING = frozenset(",.;!?…")
LONGEST_QUOTATION = 1000  # code points
AFTER_MARK = frozenset(" .,;:!?)\x00")


@check(
    id="space-inside-quotes",
    category=Category.PUNCTUATION,
    severity=Severity.MINOR,
    message="A space stands between the quotation mark and the quoted words",
    roles=PROSE,
    traits={Trait.SPACES},
    examples=(
        bad(
            "en",
            '"We will rebuild it,⟦ "⟧ he said.',
            fixed='"We will rebuild it," he said.',
        ),
        bad("en", 'They call it ⟦" ⟧the old mill⟦ "⟧ here.', fixed='They call it "the old mill" here.'),
        bad("ru", "Они называют его ⟦« ⟧старой мельницей⟦ »⟧.", fixed="Они называют его «старой мельницей»."),
        bad("en", "They call it ⟦“ ⟧the old mill⟦ ”⟧.", fixed="They call it “the old mill”."),
        good(
            "fr", "On l’appelle « le vieux moulin » ici.", why="French sets spaces inside its quotation marks"
        ),
        good("fr", 'On l’appelle " le vieux moulin " ici.', why="so it is typed where « » are not at hand"),
        good("de", "Man nennt sie „die alte Mühle“ und lacht.", why="“ closes in German"),
        good("en", 'A 5" pipe and a 7" pipe.', why="inches"),
    ),
)
def space_inside_quotes(view: TextView) -> Iterator[Detection]:
    """A space stands between a quotation mark and the words it belongs to.

    Why it hurts a reader: a mark with spaces on both sides belongs to nothing, and at the end of a line it
    is torn from its quotation. Machine translation leaves it where it took text apart into signs.

    Left alone: languages that set a space there, inches, and marks whose role is not clear.
    """
    present = signs_in(view)
    if STRAIGHT in present and not any(pair.spaced for pair in view.language.quotes):
        yield from straight_marks(view)
    opening, closing = one_sided_marks(view.language)
    for sign in (sign for sign in opening if sign in present):
        for place in places(view.text, sign + " "):
            _, end = view.bounds_at(place)
            if view.text[place - 1 : place] in ("", " ", SEPARATOR, "(") and partnered(
                view, sign, place, end
            ):
                yield view.detection(place, place + 2, fix=safe_fix(place + 1, place + 2, ""))
    for sign in (sign for sign in closing if sign in present):
        for place in places(view.text, " " + sign):
            left, right = view.text[place - 1 : place], view.text[place + 2 : place + 3]
            start, _ = view.bounds_at(place)
            if left in ("", SEPARATOR, " ") or not (right == "" or right in AFTER_MARK):
                continue
            if partnered(view, sign, start, place):
                yield view.detection(place, place + 2, fix=safe_fix(place, place + 1, ""))


def partnered(view: TextView, sign: str, start: int, end: int) -> bool:
    """True when the partner of a mark stands in `[start, end)`; looks at a quotation's length only."""
    start, end = max(start, end - LONGEST_QUOTATION), min(end, start + LONGEST_QUOTATION)
    partners = [
        pair.close if pair.open == sign else pair.open
        for pair in view.language.quotes
        if sign in (pair.open, pair.close)
    ]
    return any(view.text.find(partner, start, end) >= 0 for partner in partners)


def straight_marks(view: TextView) -> Iterator[Detection]:
    """The same for `"`, whose role only its place in the paragraph tells."""
    text = view.text
    for place in places(text, STRAIGHT + " "):
        if text[place - 1 : place] in ("", " ", SEPARATOR, "("):
            roles = straight_roles(view, view.segment_at(place))
            if roles.get(place) is True:
                yield view.detection(place, place + 2, fix=safe_fix(place + 1, place + 2, ""))
    for place in places(text, " " + STRAIGHT):
        right = text[place + 2 : place + 3]
        if right and right not in AFTER_MARK:
            continue
        start, _ = view.bounds_at(place)
        role = straight_roles(view, view.segment_at(place)).get(place + 1)
        if role is False and place > start:
            yield view.detection(place, place + 2, fix=safe_fix(place, place + 1, ""))
        elif role is None and text[place - 1] in BEFORE_CLOSING:
            # The odd mark of its paragraph, behind a comma: it can only close.
            yield view.detection(place, place + 2, fix=suggested_fix(place, place + 1, ""))


def places(text: str, needle: str) -> Iterator[int]:
    """Where a fixed string stands."""
    place = text.find(needle)
    while place >= 0:
        yield place
        place = text.find(needle, place + 1)
