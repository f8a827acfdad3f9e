"""A sentence without its full stop."""

from collections.abc import Iterable, Sequence
from itertools import islice

from audit.analysis.sentences import CLOSERS
from audit.analysis.text_view import TextView, suggested_fix
from audit.language.word_grammar import word_grammar
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import Role
from audit.model.segment import Segment

# Words from which on a line without a final mark is a sentence rather than a heading: with a verb or pronoun in
# it that headings seldom have, and without one.
WORDS, WORDS_WITHOUT_CLAUSE = 6, 12
CHARACTERS = 25  # the same in scripts without spaces
PARAGRAPHS = 4  # so many other paragraphs must show the habit
HABIT = 0.9  # share that must have their mark, one paragraph aside
CAPITALS, CAPITALS_IN_CLAUSE = 0.6, 0.85  # share of long words with a capital from which on a line is a title
OTHER_ENDS = frozenset(":;,-–—…*|/>→•.!?。！？।؟۔։።；：，")


@check(
    id="missing-final-mark",
    category=Category.PUNCTUATION,
    severity=Severity.MINOR,
    message="The sentence ends without a mark",
    roles=frozenset({Role.BODY}),
    confidence=Confidence.LIKELY,
    examples=(
        bad(
            "en",
            "The ferry was late because they had lost a ⟦rope⟧",
            fixed="The ferry was late because they had lost a rope.",
        ),
        bad(
            "de",
            "Die Fähre war spät, weil sie ein Seil verloren ⟦hatten⟧",
            fixed="Die Fähre war spät, weil sie ein Seil verloren hatten.",
        ),
        bad(
            "hi",
            "नाव देर से आई क्योंकि वे एक रस्सी खो चुके थे और हवा तेज़ ⟦थी⟧",
            fixed="नाव देर से आई क्योंकि वे एक रस्सी खो चुके थे और हवा तेज़ थी।",
        ),
        good("en", "Ferry late again", why="a heading"),
        good(
            "en",
            "A Short History of the Ferries and Bridges of the Northern Islands and Their Crews",
            why="a title",
        ),
        good("en", "The ferry was late for these reasons:", why="a list follows"),
        good("en", "ferry, rope, lost", why="no sentence"),
        good("fr", "Elle a dit : « Le bac est en retard. »", why="the mark stands inside the quotation"),
    ),
)
def missing_final_mark(view: TextView) -> Iterable[Detection]:
    """A paragraph that is a sentence lacks the mark at its end.

    The reader asks whether something is missing; a cut-off translation ends so as well.

    Left alone: headings, titles, list items, captions, lines before a list, short lines, and texts that leave
    out final marks as a habit: in a text of several paragraphs nearly all the others must have theirs.
    """
    ends = view.language.sentence_ends
    if not ends:
        return
    alone = len(view.segments) == 1
    bodies = [index for index, segment in enumerate(view.segments) if segment.role is Role.BODY]
    open_ones = [index for index in bodies if is_open(view.segments[index].text, ends)]
    if not open_ones or (not alone and not has_habit(view.segments, bodies, open_ones, ends)):
        return
    for index in open_ones:
        segment = view.segments[index]
        following = view.segments[index + 1] if index + 1 < len(view.segments) else None
        if not reads_as_sentence(view, segment.text) or (following and following.role is Role.ITEM):
            continue
        end = view.starts[index] + len(segment.text)
        start = end - last_word(segment.text, view.language.has_spaces)
        yield view.detection(start, end, fix=suggested_fix(end, end, ends[0]))


def is_open(text: str, ends: str) -> bool:
    """True for a text that ends in a word, number or closing mark without a final mark."""
    last = text.rstrip(CLOSERS)[-1:]
    return (
        (last.isalnum() or last in "%°€$" or last > "\u02ff") and last not in ends and last not in OTHER_ENDS
    )


def has_habit(
    segments: Sequence[Segment], bodies: Sequence[int], open_ones: Sequence[int], ends: str
) -> bool:
    """True when enough paragraphs are there and nearly all end with a mark."""
    others = len(bodies) - len(open_ones)
    return others >= PARAGRAPHS and others >= HABIT * (len(bodies) - 1)


def reads_as_sentence(view: TextView, text: str) -> bool:
    """True for a line long enough, with words of a sentence, and not written as a title."""
    if not view.language.has_spaces:
        return len(text) >= CHARACTERS and any(mark in text for mark in "，、,")
    words = list(islice(text.split(), 200))
    if len(words) < WORDS or not text.lstrip("\"'“„«‹¿¡")[:1].isalnum():
        return False
    long_ones = [word for word in words[1:] if len(word) > 3 and word[0].isalpha()]
    clause = word_grammar(view.language.tag).clause_words
    has_clause = any(word.lower().strip(",\"“”„'’") in clause for word in words)
    capitals = sum(word[0].isupper() for word in long_ones)
    most = CAPITALS_IN_CLAUSE if has_clause else CAPITALS
    if capitals > most * len(long_ones) and not nouns_with_capitals(view):
        return False
    return has_clause or len(words) >= WORDS_WITHOUT_CLAUSE


def nouns_with_capitals(view: TextView) -> bool:
    """True for a language that writes its nouns with capitals."""
    return word_grammar(view.language.tag).capital_nouns


def last_word(text: str, spaced: bool) -> int:
    """Length of the last word, in code points."""
    return len(text) - text.rfind(" ") - 1 if spaced else 1
