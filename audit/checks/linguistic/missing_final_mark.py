"""A sentence without its full stop."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice

from audit.analysis.segment_ends import Ending, ending, goes_on_below, next_text
from audit.analysis.sentences import CLOSERS, sentence_starts
from audit.analysis.text_view import TextView, suggested_fix
from audit.language.word_grammar import word_grammar
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.notation import Notation
from audit.model.role import Role

# Words from which on a line without a final mark is a sentence rather than a heading: with a verb or pronoun in
# it that headings seldom have, and without one.
WORDS, WORDS_WITHOUT_CLAUSE = 6, 12
CHARACTERS = 25  # the same in scripts without spaces
PARAGRAPHS = 4  # so many other paragraphs must show the habit
HABIT = 0.9  # share that must have their mark, one paragraph aside
CAPITALS, CAPITALS_IN_CLAUSE = 0.6, 0.85  # share of long words with a capital from which on a line is a title
LABELLED = 4  # words behind a colon that are what a label names
SEPARATORS = "•|·"
BROKEN_LINK = "]("
# Up to so many what stands behind the last final mark may be a name, a credit.
TAIL_WORDS, TAIL_CHARACTERS = 3, 15


@check(
    id="missing-final-mark",
    category=Category.PUNCTUATION,
    severity=Severity.MINOR,
    message="The sentence {fault}",
    roles=frozenset({Role.BODY}),
    confidence=Confidence.LIKELY,
    yields_to=("cut-text",),
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
        bad(
            "en",
            "The ferry was late. The crew had lost a rope in the storm, and the harbour office told ⟦the⟧",
        ),
        bad(
            "de",
            "Die Fähre war spät. Die Leute hatten im Sturm ein Seil verloren, und der Hafen sagte ihnen ab ⟦und⟧",
        ),
        good("en", "Ferry late again", why="a heading"),
        good(
            "en",
            "The ferry was late again. The crew has a page of its own at ferry.example/crew",
            why="an address",
        ),
        good("en", "The ferry was late again. The crew is sorry. 😊", why="an emoji"),
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
    """A paragraph that is a sentence lacks the mark at its end, or breaks off amid the sentence.

    The reader asks whether something is missing; a cut-off translation ends so as well. Where the last word
    cannot end a sentence, words are lost, and no mark mends it.

    Left alone: headings, titles, list items, captions, lines before a list, code or a table, lines that go on
    below, addresses, code, pictures and emoji at the end, labels, short lines, and texts that leave out final
    marks as a habit: in a text of several paragraphs nearly all the others must have theirs. One sentence that
    stands beside other things than paragraphs may be a label or a teaser, so that it is only a possible fault.
    """
    ends = view.language.sentence_ends
    if not ends:
        return
    endings = {
        index: ending(segment.text, ends)
        for index, segment in enumerate(view.segments)
        if segment.role is Role.BODY
    }
    alone = len(view.segments) == 1
    if not alone and not has_habit(endings.values()):
        return
    for index in [index for index, found in endings.items() if found is Ending.WORD]:
        text = view.segments[index].text
        if not reads_as_sentence(view, text) or is_list_or_label(view, text) or goes_on_below(view, index):
            continue
        if BROKEN_LINK in text:
            continue  # it ends in an address that was torn apart
        end = view.starts[index] + len(text)
        word = text.split()[-1].strip("\"'“”„»«’()") if view.language.has_spaces else ""
        grammar = word_grammar(view.language.tag)
        # "weren't aware of" ends a sentence, "and" none.
        broken = word in (grammar.binders - grammar.prepositions) | (
            grammar.coordinators & grammar.weak_binders
        )
        sure = not ends_in_brackets(text, ends) and (alone or is_surely_prose(view, endings, index))
        sure = sure and (broken or not has_tail(view, text, ends))
        yield view.detection(
            end - last_word(text, view.language.has_spaces),
            end,
            confidence=Confidence.LIKELY if sure else Confidence.POSSIBLE,
            severity=Severity.MAJOR if broken else None,
            fix=None if broken else suggested_fix(end, end, ends[0]),
            fault=f"breaks off after “{word}”" if broken else "ends without a mark",
        )


def has_habit(endings: Iterable[Ending]) -> bool:
    """True when enough paragraphs are there and nearly all end with a mark.

    Lines of verse, of a form or of a wrapped text end in words and commas.
    """
    found = Counter(endings)
    marked, unmarked = found[Ending.MARK], found[Ending.WORD] + found[Ending.PAUSE]
    return marked >= PARAGRAPHS and marked >= HABIT * (marked + unmarked - 1)


def ends_in_brackets(text: str, ends: str) -> bool:
    """True when the last sentence stands in brackets of its own, behind the mark of the one before."""
    if text[-1] not in ")）]":
        return False
    opening = max(text.rfind("("), text.rfind("（"), text.rfind("["))
    return opening > 0 and text[:opening].rstrip()[-1:] in ends


def has_tail(view: TextView, text: str, ends: str) -> bool:
    """True when only a word or two stand behind the last final mark: who said it, who took the picture."""
    behind = max(map(text.rfind, ends)) + 1
    tail = text[behind:].lstrip(CLOSERS + " ")
    if not behind:
        return False
    return len(tail.split()) <= TAIL_WORDS if view.language.has_spaces else len(tail) <= TAIL_CHARACTERS


def is_surely_prose(view: TextView, endings: Mapping[int, Ending], index: int) -> bool:
    """True for a paragraph that is no label, teaser or caption.

    A web page is full of such, so that only a paragraph of several sentences beside another tells, or the last
    one of all; in Markdown a paragraph is one as a rule, if it has several sentences or many words.
    """
    several = len(sentence_starts(view, *view.bounds(index))) > 1
    beside = Ending.MARK in (endings.get(index - 1), endings.get(next_text(view, index) or -1))
    text = view.segments[index].text
    if view.segments[index].notation != Notation.MARKDOWN:
        return ((several and beside) or closes_the_text(endings, index)) and not opens_with_label(text)
    return several or beside or len(text.split()) >= WORDS_WITHOUT_CLAUSE


def opens_with_label(text: str) -> bool:
    """True for "Read also: …" and "WATCH VIDEO …"."""
    first = text.split(None, LABELLED)[:LABELLED]
    return any(word.endswith(":") for word in first) or all(map(str.isupper, first[:2]))


def closes_the_text(endings: Mapping[int, Ending], index: int) -> bool:
    """True for the last paragraph, behind two with their marks."""
    before = (endings.get(index - 1), endings.get(index - 2))
    return before == (Ending.MARK, Ending.MARK) and max(endings) == index


def is_list_or_label(view: TextView, text: str) -> bool:
    """True for `one • two • three`, and for a label whose words name what stands behind its colon."""
    if any(f" {sign} " in text for sign in SEPARATORS):
        return True
    _, colon, named = text.rpartition(": ")
    words = named.split()
    if colon and sum(word[0].isupper() for word in words) * 2 > len(words) and not nouns_with_capitals(view):
        return True
    clause = word_grammar(view.language.tag).clause_words
    return bool(colon) and len(words) <= LABELLED and not clause.intersection(map(str.lower, words))


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
