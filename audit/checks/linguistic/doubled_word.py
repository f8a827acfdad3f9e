"""The same word twice in a row."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import compress

from audit.analysis.alike import alike
from audit.analysis.closed_words import closed_words
from audit.analysis.listed_words import is_known_word
from audit.analysis.set_apart import set_apart
from audit.analysis.text_view import SEPARATOR, TextView, safe_fix, suggested_fix
from audit.language.word_grammar import common_words, word_grammar
from audit.model.check import Trait, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE

SENTENCE_START = frozenset(".!?…:;¿¡" + SEPARATOR)
OPENING, CLOSING = frozenset("\"'“”„‘’«»‹›(["), frozenset("\"'“”‘’«»‹›)]")
INNER = frozenset({"-", "–", "'", "’", "/"})
SHORT_NAME = 4  # letters
STUCK = 5  # times: nobody says one syllable so often in prose
PHRASE_ENDS = frozenset(".,;:!?…)" + SEPARATOR)
SOUND = 3  # letters: words so short, small words aside, are sounds and calls as often as slips ("fiu fiu")


@check(
    id="doubled-word",
    category=Category.TEXTUAL_CONVENTIONS,
    severity=Severity.MINOR,
    message="“{word}” stands {times} in a row",
    roles=PROSE,
    traits={Trait.SPACES},
    yields_to=("looping-phrase",),
    examples=(
        bad("en", "He ⟦went went⟧ home.", fixed="He went home."),
        bad("de", "Sie kamen ⟦aus aus⟧ der Stadt.", fixed="Sie kamen aus der Stadt."),
        bad("fr", "Le film sort ⟦dans dans dans⟧ un mois.", fixed="Le film sort dans un mois."),
        bad("en", "⟦The the⟧ minister left.", fixed="The minister left."),
        bad(
            "en",
            "Talks with ⟦Horvat Horvat⟧ went on.",
            fixed="Talks with Horvat went on.",
            confidence=Confidence.POSSIBLE,
        ),
        good(
            "en", "She had had enough, and I know that that is true.", why="words that may follow themselves"
        ),
        bad(
            "en",
            "The mill closed more than a year ⟦ago ago⟧.",
            fixed="The mill closed more than a year ago.",
            confidence=Confidence.CERTAIN,
        ),
        bad(
            "en",
            "The treaty binds China and the ⟦US US⟧.",
            fixed="The treaty binds China and the US.",
            confidence=Confidence.LIKELY,
        ),
        bad(
            "ko",
            "배는 정오에 ⟦움 움 움 움 움 움⟧ 항구를 떠납니다.",
            fixed="배는 정오에 움 항구를 떠납니다.",
            confidence=Confidence.LIKELY,
        ),
        good("en", "Duran Duran said bye bye.", why="a name and an interjection"),
        good("en", "It was, was it not, a long-long way.", why="a comma or hyphen stands between"),
        good("id", "Para tamu bermain dengan anak anak.", why="the language doubles words to make a plural"),
        good("fr", "Nous nous sommes levés.", why="subject and object pronoun"),
        bad("en", "They flew on to ⟦Bratislava Bratislava⟧.", fixed="They flew on to Bratislava."),
        good(
            "en",
            "<table><tr><td>always<br>never<br>never<br>always</td><td>The doors of the depot.</td></tr></table>",
            format="html",
            why="one word a line",
        ),
        good("en", "There are a billion billion of them.", why="a number"),
        bad(
            "el",
            "Πέρασε από ⟦πολλές πολλές⟧ πόλεις.",
            fixed="Πέρασε από πολλές πόλεις.",
            confidence=Confidence.POSSIBLE,
        ),
    ),
)
def doubled_word(view: TextView) -> Iterable[Detection]:
    """A word stands twice or more in a row.

    Readers stumble and go back; machine translation does it when it loses its place.

    Left alone: words that may follow themselves in the language, languages that double words to make a
    plural or for emphasis, doubled names and interjections, numbers, single letters in a list, and words
    with a comma or hyphen between them. Only possible: names, as some people and places are called so, sounds
    of up to three letters, labels that come again in an element of their own, and what the text doubles more
    than once, for it seems to mean it. A long name doubled at the end of its sentence is a slip, and so are an
    abbreviation in capitals and a short word of the language that ends its phrase.
    """
    yield from doubled_compounds(view)
    found = list(runs(view))
    often = Counter(view.words[first] for first, _ in found)
    here = Counter((view.segment_at(view.word_starts[first]), view.words[first]) for first, _ in found)
    for first, last in found:
        start = view.word_starts[first]
        end = view.word_starts[last] + len(view.words[last])
        confidence = grade(view, first, last)
        if confidence is None:
            continue
        if view.words[first] in closed_words(view):
            again = here[view.segment_at(start), view.words[first]] > 1
        else:
            again = often[view.words[first]] > 1 or weighty_on_purpose(view, first, last)
        again = again and last - first + 1 < STUCK
        if again or fills_segment(view, first, last):
            confidence = Confidence.POSSIBLE
        head = start + len(view.words[first])
        word = view.text[start:head]
        plain = view.words[first] in closed_words(view)
        fix = safe_fix if plain and confidence is Confidence.CERTAIN else suggested_fix
        times = {2: "twice", 3: "three times"}.get(last - first + 1, "many times")
        yield view.detection(
            start, end, confidence=confidence, fix=fix(head, end, ""), word=word, times=times
        )


def doubled_compounds(view: TextView) -> Iterator[Detection]:
    """The same for words with a hyphen, an apostrophe or the like inside: "John's John's"."""
    words, gaps, language = view.words, view.gaps, view.language
    for index in compress(range(len(gaps) - 2), map(INNER.__contains__, gaps)):
        if gaps[index] != gaps[index + 2] or words[index] != words[index + 2]:
            continue
        if index + 3 >= len(words) or words[index + 1] != words[index + 3]:
            continue
        if not gaps[index + 1].isspace() or language.reduplicates or not words[index][:1].isalnum():
            continue
        start, end = view.word_starts[index], view.word_starts[index + 3] + len(words[index + 3])
        head = view.word_starts[index + 1] + len(words[index + 1])
        if (
            len(words[index + 1]) == 1
            and gaps[index] == "-"
            and view.text[start : start + len(words[index])].isupper()
        ):
            continue  # a combination of keys, pressed twice: "CTRL-W CTRL-W"
        if (
            view.text[start:head] == view.text[end - (head - start) : end]
            and gaps[index + 3 : index + 4] != gaps[index : index + 1]
        ):
            fix = suggested_fix(head, end, "")
            word = view.text[start:head]
            yield view.detection(start, end, confidence=Confidence.LIKELY, fix=fix, word=word, times="twice")


def runs(view: TextView) -> Iterator[tuple[int, int]]:
    """First and last index of equal words with nothing but white space between."""
    gaps = view.gaps
    first = last = -1
    for index in alike(view, 1):
        if not gaps[index].isspace() or on_two_lines(view, index):
            continue
        if index != last:
            if first >= 0:
                yield first, last
            first = index
        last = index + 1
    if first >= 0:
        yield first, last


def on_two_lines(view: TextView, index: int) -> bool:
    """True when the page sets the word behind the gap on a line of its own, as in the cell of a table."""
    end = view.word_starts[index] + len(view.words[index])
    number = view.segment_at(end)
    base = view.starts[number]
    place = view.segments[number].map.to_file(end - base, view.word_starts[index + 1] - base)
    return "<br" in view.file_text[place.start : place.end].lower()


def grade(view: TextView, first: int, last: int) -> Confidence | None:
    """How sure it is that words `first` to `last`, all the same, are a slip; None when they are right."""
    word, count, language = view.words[first], last - first + 1, view.language
    before = view.gaps[first - 1] if first else SEPARATOR
    after = view.gaps[last] if last < len(view.gaps) else SEPARATOR
    if word.isdigit():
        return Confidence.LIKELY if is_slip_of_figures(view, first, last, before, after) else None
    if not any(map(str.isalpha, word)):
        return None
    if word in common_words().doubled_sounds and word not in language.function_words:
        return None
    if word in word_grammar(language.tag).doubled_after_comma and not after_comma(view, first):
        return Confidence.POSSIBLE
    if count >= STUCK and len(word) == 1 and not (word.isupper() or word.islower()):
        return Confidence.LIKELY  # one syllable of a script without capitals
    goes_on = word in language.unit_words and after.isspace()  # "a billion billion stars"
    if word in language.doubling_words or language.reduplicates or goes_on:
        return None if count == 2 else Confidence.POSSIBLE
    if before[-1:] in OPENING and after[:1] in CLOSING:
        return None
    shapes = [view.text[place : place + len(word)] for place in view.word_starts[first : last + 1]]
    if len(word) == 1 and (word not in closed_words(view) or not shapes[-1].islower()):
        return None
    if before[-1:] == "-":
        return None  # "a check-in in Paris"
    if after[:1] in "-'’" or before[-1:] in "'’":
        return Confidence.POSSIBLE  # the second word is part of another: "a fast fast-food service"
    if not language.has_case or shapes[0].islower():
        return Confidence.CERTAIN if len(set(shapes)) == 1 else None
    if shapes[1].islower() and after[:1] in ",!" and word not in closed_words(view):
        return Confidence.POSSIBLE  # "Good good, said he", as people speak
    opens, ends = not SENTENCE_START.isdisjoint(before), after[:1] in ".!?…"
    named = before == " " and (names_end(view, first, ends) or is_abbreviation_amid(view, first))
    return capitalised(view, shapes, opens, named)


def fills_segment(view: TextView, first: int, last: int) -> bool:
    """True where nothing but the word stands: a call, a refrain, a label."""
    before = view.gaps[first - 1] if first else SEPARATOR
    after = view.gaps[last] if last < len(view.gaps) else SEPARATOR
    # The outer words of a view are empty when it begins or ends with a mark.
    opens = SEPARATOR in before or (first == 1 and not view.words[0])
    return opens and (SEPARATOR in after or (last + 2 == len(view.words) and not view.words[-1]))


def weighty_on_purpose(view: TextView, first: int, last: int) -> bool:
    """True when a word that is none of the small ones may stand twice on purpose."""
    word = view.words[first]
    head = view.word_starts[first] + len(word)
    cried = view.gaps[last][:1] == "!" if last < len(view.gaps) else False
    return (
        (len(word) <= SOUND and not is_short_word(view, first, last))
        or (cried and is_known_word(view.language, word) is False)
        or view.language.doubles_for_stress
        or set_apart(view, head - 1, view.word_starts[last] + 1)
    )


def is_short_word(view: TextView, first: int, last: int) -> bool:
    """True for so short a word that is no sound: figures, an abbreviation in capitals amid small letters, and a word
    of the language that ends its phrase ("a year ago ago.", but "far far away")."""
    word, start = view.words[first], view.word_starts[first]
    if any(map(str.isdigit, word)) or is_abbreviation_amid(view, first):
        return True
    after = view.gaps[last] if last < len(view.gaps) else SEPARATOR
    return (
        after[:1] in PHRASE_ENDS
        and view.text[start : start + len(word)].islower()
        and is_known_word(view.language, word) is True
    )


def is_abbreviation_amid(view: TextView, first: int) -> bool:
    """True for two capitals or more behind a word in small letters: "between China and the US US"."""
    start, before = view.word_starts[first], view.words[first - 1] if first else ""
    written = view.text[start : start + len(view.words[first])]
    previous = (
        view.text[view.word_starts[first - 1] : view.word_starts[first - 1] + len(before)] if first else ""
    )
    return len(written) > 1 and written.isupper() and previous.islower() and view.gaps[first - 1] == " "


def is_slip_of_figures(view: TextView, first: int, last: int, before: str, after: str) -> bool:
    """True for a figure said again at the end of a phrase; groups of three digits may be one number."""
    word = view.words[first]
    if last - first + 1 > 2 and len(word) > 1:
        return True
    return len(word) != 3 and before == " " and view.words[first - 1].isalpha() and not after[0].isspace()


def after_comma(view: TextView, first: int) -> bool:
    """True for a clause that opens at most one word before: ", mit der der Weg beginnt"."""
    return any("," in gap for gap in view.gaps[max(0, first - 2) : first])


def names_end(view: TextView, first: int, ends: bool) -> bool:
    """True when the word belongs to a name that has ended: "Independence Hall Hall", "they flew to Vienna Vienna."

    Behind a small word it must be long and end the sentence: short names are often said twice (Puka Puka).
    """
    small = view.words[first - 1] in closed_words(view)
    long = len(view.words[first]) > SHORT_NAME
    return view.text[view.word_starts[first - 1]].isupper() or (ends and small and long)


def capitalised(view: TextView, shapes: list[str], opens: bool, named: bool) -> Confidence | None:
    """As `grade`, for words of which the first has a capital; `opens`: a sentence; `named`: see `names_end`."""
    word = shapes[0].lower()
    if len(set(shapes[1:])) > 1:
        return None
    if shapes[0] != shapes[1]:
        # "The the" is a slip; "Will will come" and "the US us" are not.
        # Nor is "DocMaker docmaker", a name and what it is called elsewhere.
        return Confidence.CERTAIN if opens and shapes[1].islower() and shapes[0][1:].islower() else None
    if word in common_words().doubled_names:
        return None
    no_name = word in closed_words(view) or word_grammar(view.language.tag).capital_nouns
    if named or no_name or len(shapes) > 2:
        return Confidence.LIKELY
    return Confidence.POSSIBLE
