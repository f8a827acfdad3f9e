"""Punctuation glued to the next word."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from audit.analysis.gaps import gap_kinds, places_of_gaps
from audit.analysis.listed_words import is_known_word
from audit.analysis.quotation_signs import signs_in
from audit.analysis.quotes import one_sided_marks, straight_roles
from audit.analysis.text_view import SEPARATOR, TextView, safe_fix, suggested_fix
from audit.language.word_grammar import word_grammar
from audit.model.check import Trait, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE

# Signs of addresses, file names, code and tags: a token that holds one is not prose.
NOT_PROSE = frozenset("/\\@=_#&<>{}[]|*~^+%$0123456789\ufffc")
# What follows a full stop in names of sites and files, written small or not.
ENDINGS = frozenset(
    {"com", "org", "net", "edu", "gov", "info", "html", "pdf", "exe", "txt", "doc", "zip", "xml"}
)
LONGEST_TOKEN = 60  # code points looked at on either side
SHORTEST_NAME = 5  # letters of a capitalised word before a full stop: shorter ones are shortened names
QUERY = re.compile(r"[a-z]:[a-z]")
SHORTEST_LEFT = 3  # letters before a full stop: shorter words are abbreviations as a rule

SHORTEST_WORD = 3  # letters behind the comma of a figure; shorter ones are units


@check(
    id="missing-space",
    category=Category.PUNCTUATION,
    severity=Severity.MINOR,
    message="A space is missing in “{found}”",
    roles=PROSE,
    traits={Trait.SPACES},
    examples=(
        bad("en", "They sold ⟦apples,pears⟧ and plums.", fixed="They sold apples, pears and plums."),
        bad(
            "en", "The road is ⟦closed.The⟧ bridge is open.", fixed="The road is closed. The bridge is open."
        ),
        bad(
            "en",
            'They call them ⟦dreamers,"friends⟧ of the sea" and so on.',
            fixed='They call them dreamers, "friends of the sea" and so on.',
        ),
        bad("en", '"We are ⟦late,"he⟧ said.', fixed='"We are late," he said.'),
        bad("de", 'Sie ⟦rief:"Halt⟧ an!"', fixed='Sie rief: "Halt an!"'),
        bad(
            "de",
            "Spülen Sie mit klarem ⟦Wasser.Verwenden⟧ Sie keine Seife. Das Wasser soll kalt sein.",
            fixed="Spülen Sie mit klarem Wasser. Verwenden Sie keine Seife. Das Wasser soll kalt sein.",
            confidence=Confidence.LIKELY,
        ),
        bad("ru", "Он купил ⟦хлеб,молоко⟧ и сыр.", fixed="Он купил хлеб, молоко и сыр."),
        bad("de", "Er kam ⟦spät,aber⟧ er kam.", fixed="Er kam spät, aber er kam."),
        bad(
            "de",
            "Die ⟦Vor-und⟧ Nachteile sind bekannt.",
            fixed="Die Vor- und Nachteile sind bekannt.",
            confidence=Confidence.LIKELY,
        ),
        good("de", "Das ewige Auf-und-ab hat Vor- und Nachteile.", why="a compound, and a suspended hyphen"),
        good(
            "en",
            "See docs.python.org, e.g. the page on J.R.R. Tolkien (Node.js, v1.2, 1,000 items).",
            why="addresses, abbreviations, initials and numbers",
        ),
        good(
            "en",
            "Call Console.Write with a text. The Console.Read of it waits, and the console shows it.",
            why="names in programs",
        ),
        bad(
            "fr",
            "Il a dit « jamais »⟦,puis⟧ il est parti.",
            fixed="Il a dit « jamais », puis il est parti.",
        ),
        bad("en", "The reason is ⟦plain:the⟧ ferry is old.", fixed="The reason is plain: the ferry is old."),
        bad(
            "it",
            "È aperto dalle 6 alle 22⟦,anche⟧ nei giorni festivi.",
            fixed="È aperto dalle 6 alle 22, anche nei giorni festivi.",
            confidence=Confidence.LIKELY,
        ),
        good("en", "Columns A,B,C and x,y are plotted at 10.30 a.m.", why="lists of single signs"),
        good("fr", "Il coûte 3,5 millions (p.ex. aux É.-U.).", why="numbers and abbreviations"),
    ),
)
def missing_space(view: TextView) -> Iterator[Detection]:
    """A comma, semicolon, colon or full stop is glued to the next word or quotation.

    Why it hurts a reader: two words are read as one, and the end of a sentence is overlooked.

    The first in a paragraph counts as an error; the others are listed so that they can be repaired with it.

    Left alone: addresses, file names, code, numbers, abbreviations, initials, lists of single signs, and
    languages without spaces between words.
    """
    seen: set[int] = set()
    for detection in every(view):
        segment = view.segment_at(detection.start)
        yield msgspec.structs.replace(detection, severity=Severity.NEUTRAL) if segment in seen else detection
        seen.add(segment)


def every(view: TextView) -> Iterator[Detection]:
    """Every mark without its space."""
    for place in before_letters(view, ",", ";"):
        yield from between_words(view, place)
    for place in before_letters(view, ":"):
        yield from behind_colon(view, place)
    for place in before_letters(view, *(gap for gap in gap_kinds(view) if closed_and_comma().match(gap))):
        yield from behind_closing(view, place)
    if view.language.has_case:
        for place in before_letters(view, ".", "?", "!"):
            yield from between_sentences(view, place)
    yield from behind_suspended(view)
    opening, closing = one_sided_marks(view.language)
    for sign in '"' + opening + closing:
        if sign in signs_in(view):
            for place in before_letters(view, *(mark + sign for mark in ",;.:")):
                yield from at_quote(view, place, sign in opening, sign in closing)


def before_letters(view: TextView, *marks: str) -> Iterator[int]:
    """Where one of the marks, alone or with others, is all that stands between a word and a letter."""
    words = view.words
    for index in places_of_gaps(view, marks):
        if words[index + 1][:1].isalpha() and words[index]:
            yield view.word_starts[index] + len(words[index])


def behind_suspended(view: TextView) -> Iterator[Detection]:
    """The hyphen of a suspended compound glued to the joining word: "Vor-und Nachteile"."""
    grammar = word_grammar(view.language.tag)
    if not grammar.suspenders:
        return
    words, gaps, joining = view.words, view.gaps, grammar.coordinators
    for index in places_of_gaps(view, ("-",)):
        if words[index + 1] not in joining or gaps[index + 1 : index + 2] != [" "]:
            continue
        if index and gaps[index - 1][-1:] == "-":
            continue
        if len(words[index]) > 1 and words[index].isalpha() and words[index + 2][:1].isalpha():
            place = view.word_starts[index + 1]
            yield view.detection(
                view.word_starts[index],
                place + len(words[index + 1]),
                confidence=Confidence.LIKELY,
                fix=suggested_fix(place, place, " "),
            )


def behind_figure(view: TextView, place: int, word: str) -> bool:
    """True for a comma between a figure and an everyday word in small letters: "from 9 to 10,also on Sundays"."""
    return (
        view.text[place] == ","
        and view.text[place - 1 : place].isdigit()
        and len(word) >= SHORTEST_WORD
        and word.islower()
        and is_known_word(view.language, word) is True
    )


@cache
def letters() -> re.Pattern[str]:
    """A word with its apostrophes."""
    return re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def between_words(view: TextView, place: int) -> Iterator[Detection]:
    """A comma or semicolon between two words."""
    left, right, token = around(view.text, place, place + 1)
    if behind_figure(view, place, right):
        yield view.detection(
            place,
            place + 1 + len(right),
            confidence=Confidence.LIKELY,
            fix=suggested_fix(place + 1, place + 1, " "),
        )
        return
    if (
        len(left) < 2
        or len(right) < 2
        or token.isupper()
        or not is_prose(token)
        or token.count(view.text[place]) > 2
    ):
        return
    yield view.detection(place - len(left), place + 1 + len(right), fix=safe_fix(place + 1, place + 1, " "))


@cache
def closed_and_comma() -> re.Pattern[str]:
    """A mark that closes a quotation or brackets, and a comma or semicolon."""
    return re.compile(r"[ \u00a0\u202f]?[»”\")\]][,;]\Z")


def behind_closing(view: TextView, place: int) -> Iterator[Detection]:
    """A comma behind a closed quotation, glued to the next word; `place` is where the gap begins."""
    comma = place + 1 + (view.text[place] in " \u00a0\u202f")
    left, right, token = around(view.text, place, comma + 1)
    if len(left) < 2 or len(right) < 2 or not right.islower() or not is_prose(token):
        return
    if (
        view.text[comma - 1] == '"'
        and straight_roles(view, view.segment_at(comma)).get(comma - 1) is not False
    ):
        return
    fix = suggested_fix(comma + 1, comma + 1, " ")
    yield view.detection(comma, comma + 1 + len(right), confidence=Confidence.LIKELY, fix=fix)


def behind_colon(view: TextView, place: int) -> Iterator[Detection]:
    """A colon between a word and a function word; other words may be one name, or a name and its ending."""
    left, right, token = around(view.text, place, place + 1)
    small = right.lower() in view.language.function_words and len(right) > 1
    if small and len(left) >= SHORTEST_LEFT and left.islower() and is_prose(token) and token.count(":") == 1:
        fix = suggested_fix(place + 1, place + 1, " ")
        start, end = place - len(left), place + 1 + len(right)
        yield view.detection(start, end, confidence=Confidence.LIKELY, fix=fix)


def between_sentences(view: TextView, place: int) -> Iterator[Detection]:
    """A full stop, question or exclamation mark between two sentences."""
    left, right, token = around(view.text, place, place + 1)
    words = view.language.function_words
    small = right.lower() in words
    if len(left) < SHORTEST_LEFT or not left[-2:].islower() or left.lower() in view.language.abbreviations:
        return
    if not right[0].isupper() or not (right[1:].islower() or (small and len(right) == 1)):
        return
    if (len(right) < 3 and not small) or right.lower() in ENDINGS or not is_prose(token):
        return
    if token.count(view.text[place]) - token.endswith(view.text[place]) > 1:
        return
    behind = view.text[place + 1 + len(right) : place + 2 + len(right)]
    if behind not in ("", " ", ",", ";", ":", "!", "?", SEPARATOR):
        return
    if not (left.islower() or small or ends_on_name(view, place, left, right)):
        return
    yield view.detection(
        place - len(left),
        place + 1 + len(right),
        confidence=Confidence.CERTAIN if small else Confidence.LIKELY,
        fix=suggested_fix(place + 1, place + 1, " "),
    )


def ends_on_name(view: TextView, place: int, left: str, right: str) -> bool:
    """True for a sentence that ends in a capitalised word: “Wasser.Verwenden Sie”, not “Console.Write”.

    A small word follows, the word before is known from elsewhere in the text, and there is no second token
    of this kind: a text on programs has many.
    """
    if len(left) < SHORTEST_NAME or not left[1:].islower() or len(right) < SHORTEST_NAME:
        return False
    start = place + 1 + len(right)
    if view.text[start : start + 1] != " ":
        return False
    following = re.match(r"[^\W\d_]+", view.text[start + 1 : start + LONGEST_TOKEN])
    if following is None or following[0].lower() not in view.language.function_words:
        return False
    return view.vocabulary[left.lower()] > 1 and capital_joints(view) == 1


def capital_joints(view: TextView) -> int:
    """How many full stops stand between two capitalised words. Cached on the view."""
    return view.remember("capital joints", lambda: sum(1 for _ in _capital_joints(view)))


def _capital_joints(view: TextView) -> Iterator[int]:
    words = view.words
    for index in places_of_gaps(view, (".",)):
        start = view.word_starts[index]
        if words[index][:1].isalpha() and view.text[start].isupper():
            after = view.text[view.word_starts[index + 1] : view.word_starts[index + 1] + 1]
            if after.isupper() and len(words[index]) >= SHORTEST_NAME:
                yield index


def at_quote(view: TextView, place: int, opens: bool, closes: bool) -> Iterator[Detection]:
    """A mark, a quotation mark and a word without a space among them; which side it misses, pairing tells."""
    quote = place + 1
    left, right, token = around(view.text, place, quote + 1)
    if not (opens or closes):
        role = straight_roles(view, view.segment_at(place)).get(quote)
        opens, closes = role is True, role is False
    if not left or not (opens or closes) or not is_prose(token) or (closes and view.text[place] == ":"):
        return
    if view.text[place] == ":" and QUERY.search(view.text, max(0, place - LONGEST_TOKEN), place):
        return  # a query: `is:open label:"good first issue"`
    gap = quote if opens else quote + 1
    yield view.detection(place - len(left), quote + 1 + len(right), fix=suggested_fix(gap, gap, " "))


def around(text: str, left_end: int, right_start: int) -> tuple[str, str, str]:
    """The word before, the word after, and the whole token between white space."""
    before = text[max(0, left_end - LONGEST_TOKEN) : left_end].replace(SEPARATOR, " ")
    after = text[right_start : right_start + LONGEST_TOKEN].replace(SEPARATOR, " ")
    head = "" if before[-1:].isspace() else before.split()[-1] if before.split() else ""
    tail = after.split()[0]
    left = head
    for match in letters().finditer(head):
        left = match[0] if match.end() == len(head) else ""
    first = letters().match(tail)
    return left if head else "", first[0] if first else "", head + text[left_end:right_start] + tail


def is_prose(token: str) -> bool:
    """No sign of an address, a file name or a call."""
    return NOT_PROSE.isdisjoint(token) and not re.search(r"\w\(", token)
