"""A sentence that begins with a small letter."""

import re
from collections.abc import Iterable
from functools import cache

from audit.analysis.closed_words import closed_words
from audit.analysis.listed_words import is_known_word
from audit.analysis.segment_ends import unread_between
from audit.analysis.sentences import CLOSERS, is_abbreviation
from audit.analysis.small_after_mark import small_after_marks
from audit.analysis.small_names import is_small_name
from audit.analysis.text_view import TextView, safe_fix, suggested_fix
from audit.language.word_grammar import common_words, word_grammar
from audit.model.check import Trait, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.notation import Notation
from audit.model.role import Role
from audit.model.segment import Segment

ROLES = frozenset({Role.BODY, Role.CUE, Role.HEADLINE, Role.ITEM, Role.CAPTION, Role.UNIT})
WHOLE = frozenset({Role.BODY, Role.CUE, Role.HEADLINE})
OPENERS = "\"'“„«‹「『¿¡"
FEWEST_WORDS = 3
WORDS_OF_A_SENTENCE = 8
FIGURES = re.compile(r"\d+")
FIGURES_OF_A_DATE = 3
LONGEST_LINE = 60  # code points of a byline or a date
CRIES = "!?"
FURNITURE = frozenset({Role.NAVIGATION, Role.METADATA})
LONGEST_FURNITURE = 4  # segments
LONGEST_ADDRESS = 300  # code points
QUOTED_TERM = 30  # code points: a quotation so short may be a word that is written small
HABIT, FEWEST_OF_HABIT = 0.2, 3  # share and number of paragraphs written small from which on a text means it


@cache
def first_word() -> re.Pattern[str]:
    """The first word without its marks, and the first character of the next."""
    return re.compile(r"([^\s,;:!?…\"”»)]+)\S*\s*(\S?)")


@check(
    id="lower-case-start",
    category=Category.SPELLING,
    severity=Severity.MINOR,
    message="The sentence begins with a small letter: “{word}”",
    roles=ROLES,
    traits={Trait.CASE},
    flows=(Flow.PROSE, Flow.CUES),
    examples=(
        bad("en", "⟦the⟧ ferry leaves at nine.", fixed="The ferry leaves at nine."),
        bad(
            "de",
            "„⟦wir⟧ bleiben noch eine Woche“, sagte sie.",
            fixed="„Wir bleiben noch eine Woche“, sagte sie.",
        ),
        bad("tr", "⟦insanlar⟧ meydanda bekledi.", fixed="İnsanlar meydanda bekledi."),
        bad(
            "en",
            "The ferry leaves at nine. ⟦it⟧ is never late.",
            fixed="The ferry leaves at nine. It is never late.",
        ),
        good("en", "iPhone sales fell again last year.", why="a brand that begins small"),
        good("en", "… and then nothing more was heard of it.", why="goes on after a pause"),
        good("fr", "exemple.org ne répond plus depuis lundi.", why="a domain name"),
        good("en", "total number of files", why="a label, not a sentence"),
        good("en", "p53 is a protein that slows growth.", why="a symbol"),
        good(
            "hy",
            "Հարցը պարզ է բոլորի համար. դուք պետք է սպասեք մինչև երեկո։",
            why="the Armenian point parts clauses",
        ),
    ),
)
def lower_case_start(view: TextView) -> Iterable[Detection]:
    """A paragraph or sentence begins with a small letter.

    The reader looks for the part that is missing in front; often a translation by pieces lost it.

    Left alone: what does not end like a sentence, what goes on after a colon, a comma, a list or a pause,
    brands and symbols, addresses, code, and single letters. A word that the language does not know, a short name
    particle and a text that begins many of its paragraphs small are only possible faults.
    """
    yield from inside_paragraphs(view)
    ends = view.language.sentence_ends
    known = closed_words(view) | word_grammar(view.language.tag).capital_pronouns
    for index, segment in enumerate(view.segments):
        text = segment.text
        if text[:1].isupper() or segment.role not in WHOLE:
            continue
        skipped = len(text) - len(text.lstrip(OPENERS))
        if not text[skipped : skipped + 1].islower():
            continue
        if text.rstrip(CLOSERS)[-1:] not in ends and segment.role is not Role.HEADLINE:
            continue
        if index and goes_on(view, index):
            continue
        match = first_word().match(text, skipped)
        if match is None or len(text.split(None, FEWEST_WORDS)) < FEWEST_WORDS:
            continue
        word, follower = match[1].rstrip("."), match[2]
        confidence = grade(view, word, follower, word.lower() in known)
        if confidence is None or (segment.role is Role.HEADLINE and confidence is not Confidence.CERTAIN):
            continue
        if is_label(segment) or is_doubtful(view, index, skipped, word):
            confidence = Confidence.POSSIBLE
        start = view.starts[index] + skipped
        capital = capital_of(view, word)
        fix = safe_fix if confidence is Confidence.CERTAIN else suggested_fix
        yield view.detection(
            start,
            start + len(word),
            confidence=confidence,
            fix=fix(start, start + 1, capital) if capital else None,
            word=word,
        )


def inside_paragraphs(view: TextView) -> Iterable[Detection]:
    """Sentences that begin small after another sentence."""
    for place in small_after_marks(view):
        if place.two_sentences:
            word = view.text[place.small : place.end]
            capital = capital_of(view, word)
            fix = suggested_fix(place.small, place.small + 1, capital) if capital else None
            unknown = is_known_word(view.language, word) is False
            confidence = Confidence.POSSIBLE if unknown else place.confidence
            yield view.detection(place.small, place.end, confidence=confidence, fix=fix, word=word)


def is_label(segment: Segment) -> bool:
    """True for a heading that may be written small: no long line of plain text, which was only taken for one."""
    if segment.role is not Role.HEADLINE:
        return False
    return segment.notation != Notation.PLAIN or len(segment.text.split()) < WORDS_OF_A_SENTENCE


def is_doubtful(view: TextView, index: int, skipped: int, word: str) -> bool:
    """True for a line of figures, a name written small, a term in quotation marks, a word with markup of its own,
    words behind a picture or behind a cry in quotation marks, for what goes on from a title or from before the
    text begins, and where a text begins small by habit."""
    text = view.segments[index].text
    if opens_the_text(view, index) or begins_small_by_habit(view) or is_set_apart(view, index, skipped, word):
        return True
    if len(text) < LONGEST_LINE and len(FIGURES.findall(text)) >= FIGURES_OF_A_DATE:
        return True  # a date, a byline
    if is_small_name(view, re.split(r"['’]", word, maxsplit=1)[0]) or names_its_address(
        view, index, skipped, word
    ):
        return True
    if text.endswith(("…", "...")):
        return True  # cut out of a text
    if index:
        before = view.segments[index - 1]
        if before.role is Role.HEADLINE and before.text.isupper():
            return True  # "CONTRACT OF SALE", "between the parties named below …"
        if before.role is Role.ATTRIBUTE and view.segments[index].notation == Notation.HTML_TEXT:
            return True
        if before.text[-1:] in CLOSERS and before.text.rstrip(CLOSERS)[-1:] in CRIES:
            return True
    return bool(skipped) and is_term(text[skipped - 1], text[skipped : skipped + QUOTED_TERM])


def names_its_address(view: TextView, index: int, skipped: int, word: str) -> bool:
    """True for the text of a link whose address holds the same word, as the name of a program does."""
    place = view.segments[index].map.to_file(skipped, skipped + len(word))
    behind = view.file_text[place.end : place.end + LONGEST_ADDRESS]
    if view.file_text[place.start - 1 : place.start] == "[" and behind.startswith("]("):
        return word in re.split(r"[\s)]", behind[2:], maxsplit=1)[0]
    before = view.file_text[max(0, place.start - LONGEST_ADDRESS) : place.start]
    link = re.search(r"<a\b[^<>]*>\Z", before)
    return link is not None and behind.startswith("</a>") and word in link[0]


def opens_the_text(view: TextView, index: int) -> bool:
    """True where only the head of a page stands above: the text was cut out of a longer one."""
    return 0 < index <= LONGEST_FURNITURE and all(part.role in FURNITURE for part in view.segments[:index])


def begins_small_by_habit(view: TextView) -> bool:
    """True for a text that begins many of its paragraphs and headings small, as a design may. Cached on the view."""
    return view.remember("begins small", lambda: _begins_small_by_habit(view))


def _begins_small_by_habit(view: TextView) -> bool:
    first = [
        letter
        for segment in view.segments
        if segment.role in WHOLE
        for letter in segment.text.lstrip(OPENERS)[:1]
        if letter.isupper() or letter.islower()
    ]
    small = sum(map(str.islower, first))
    return small >= FEWEST_OF_HABIT and small >= HABIT * len(first)


def is_set_apart(view: TextView, index: int, skipped: int, word: str) -> bool:
    """True where markup parts the first word from the rest: a label, a term."""
    segment = view.segments[index]
    behind = skipped + len(word)
    return segment.map.unbroken(skipped, behind) and not segment.map.unbroken(behind - 1, behind + 1)


def is_term(opening: str, quoted: str) -> bool:
    """True when the quotation is closed again at once, as around a word that is talked about."""
    if opening in "'‘":
        return re.search(r"['’](?!\w)", quoted) is not None
    return re.search(r"[\"”“»«」』]", quoted) is not None


def goes_on(view: TextView, index: int) -> bool:
    """True when the segment before is running text or a list that has not come to its end."""
    if unread_between(view, index - 1, index):
        return True  # "put into the file", a line of code, "the following lines."
    earlier = index - 1
    while earlier > max(0, index - LONGEST_FURNITURE) and view.segments[earlier].role in FURNITURE:
        earlier -= 1  # the running head of a page
    before = view.segments[earlier]
    if before.text.endswith((",", "...", "…")):
        return True
    if before.text.endswith(".") and is_abbreviation(view, view.bounds(earlier)[1] - 1):
        return True  # a line broken behind "cf."
    if before.role not in WHOLE and before.role is not Role.ITEM:
        return False
    if before.role is Role.HEADLINE and is_label(before) and not before.path.startswith("paragraph"):
        return False  # a paragraph may have been taken for a heading, as it has no mark at its end
    return before.text.rstrip(CLOSERS)[-1:] not in view.language.sentence_ends


def grade(view: TextView, word: str, follower: str, known: bool) -> Confidence | None:
    """How sure it is that `word` should have a capital; None when it is no plain word."""
    head, apostrophe, tail = word.replace("’", "'").partition("'")
    if apostrophe and head in word_grammar(view.language.tag).clitic_openings:
        return Confidence.LIKELY if tail[:1].isalpha() else None
    if not word.replace("-", "").replace("'", "").replace("’", "").isalpha() or not word.islower():
        return None
    if len(word) == 1 and not known:
        return None
    if known:
        return Confidence.CERTAIN
    if is_known_word(view.language, word) is False:
        return Confidence.POSSIBLE  # a name that is written small: of a program, a command
    particle = follower.isupper() and word in common_words().name_particles
    return Confidence.POSSIBLE if particle else Confidence.LIKELY


def capital_of(view: TextView, word: str) -> str:
    """The capital of a word's first letter; empty when it takes more than that one letter."""
    first = word[0]
    if first == "i" and "ı" in view.language.letters:
        return "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}"
    if word.startswith("ij") or len(first.title()) > 1:
        return ""  # a digraph that is capitalised as a whole in some spellings
    return first.title()
