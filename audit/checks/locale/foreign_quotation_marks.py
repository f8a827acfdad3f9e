"""Quotation marks of another language."""

from collections.abc import Iterator
from functools import cache

from audit.analysis.listed_words import reads_foreign
from audit.analysis.quotation_signs import STRAIGHT, signs_in
from audit.analysis.quotes import Quotation, quotations, straight_roles
from audit.analysis.text_view import TextView
from audit.language.profile import LanguageProfile, QuotePair
from audit.language.profiles import known_tags, profile
from audit.model.check import Trait, bad, check, good
from audit.model.finding import Detection
from audit.model.fix import Edit, Fix, Safety
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE

# Each group pairs among itself; single marks are left out, they are apostrophes too.
GROUPS = ("„“”", "«»", "「」", "『』")
CODE = frozenset("=<>{}/\\_|@#$*\ufffc")
LOW, CLOSERS_OF_LOW = "„", "“”"
LONGEST_OUTER = 500  # code points looked back for a quotation around a quotation
EXCEPTION = 2  # own pairs for each straight one: with fewer the text has two habits
WORDS_SAID = 2  # spaces in a quotation that is surely not a label or a piece of code
BLANKS = " \u00a0\u202f\u2009"
NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"


@check(
    id="foreign-quotation-marks",
    category=Category.LOCALE_PUNCTUATION,
    severity=Severity.MINOR,
    message="{found}…{close} are strange as quotation marks here: {language} uses {expected}",
    roles=PROSE,
    traits={Trait.QUOTES},
    confidence=Confidence.LIKELY,
    examples=(
        bad("en", "The paper calls it ⟦«⟧a small miracle».", fixed="The paper calls it “a small miracle”."),
        bad("en", "They say ⟦„⟧never again“ here.", fixed="They say “never again” here."),
        bad(
            "en",
            'It was "late", and the paper calls it ⟦«⟧ a small miracle ».',
            fixed='It was "late", and the paper calls it "a small miracle".',
        ),
        bad(
            "de",
            "Die Zeitung nennt es ⟦“⟧ein kleines Wunder”.",
            fixed="Die Zeitung nennt es „ein kleines Wunder“.",
        ),
        bad(
            "hu", "Azt mondta, hogy ⟦„⟧jó napot“, és elment.", fixed="Azt mondta, hogy „jó napot”, és elment."
        ),
        bad("cs", "Řekl ⟦„⟧dobrý den” a odešel.", fixed="Řekl „dobrý den“ a odešel."),
        good("cs", "Řekl „dobrý den“ a nazval to “zázrak”.", why="each pair is in good use"),
        bad("ja", "彼は⟦«⟧奇跡»と言った。", fixed="彼は「奇跡」と言った。"),
        bad(
            "ru",
            'Отель «Мельница» и кафе «Жёрнов» открыты. ⟦"⟧Тишина — наша ценность", — говорит хозяйка.',
            fixed="Отель «Мельница» и кафе «Жёрнов» открыты. «Тишина — наша ценность», — говорит хозяйка.",
            confidence=Confidence.LIKELY,
        ),
        good("ru", 'Отель "Мельница" открыт до "бархатного" сезона.', why="the same marks throughout"),
        good("en", 'He said, “The sign reads "closed for today" now.”', why="one within the other"),
        good("de", "Man nennt es »ein kleines Wunder« oder „Glück“.", why="both are in good use in German"),
        good("sv", "Han kallar det ”ett litet under”.", why="both marks look the same in Swedish"),
        good("en", "The sign reads «Вход».", why="words of another language keep their marks"),
        good("fr", "On l’appelle « petit miracle » ou “miracle”.", why="both are in good use in French"),
    ),
)
def foreign_quotation_marks(view: TextView) -> Iterator[Detection]:
    """Quotation marks come in a pair that another language uses.

    Why it hurts a reader: foreign marks look like a slip or like a quotation in another language, and in
    some pairs the closing mark is the one that opens at home. The first pair of a kind counts as an error;
    the others are listed so that they can be repaired with it.

    Straight marks are good everywhere, but not beside the language's own in one text, where they are the
    fewer and do not stand within a quotation.

    Around words of another language its own marks are only a possible fault.

    Left alone: every pair in good use in the language or one of its regions, single marks, and quoted words
    in another script.
    """
    own = accepted(view.language)
    yield from straight_beside_own(view)
    strange = "".join(sign for sign in signs_in(view) if all(sign not in pair for pair in own))
    strange += closers_of_others(view, own)
    if not strange:
        return
    known = anywhere()
    seen: set[tuple[str, str]] = set()
    wanted = usual_pair(view)
    for group in GROUPS:  # a pair of which both marks are in good use, in another order, is left alone
        outer_end = 0
        for quotation in quotations(view, group, strange):
            nested = quotation.end <= outer_end
            outer_end = max(outer_end, quotation.end)
            pair = (quotation.open, quotation.close)
            if pair in own or pair not in known or not in_own_script(view, quotation):
                continue
            quoted_title = reads_foreign(view, quotation.start, quotation.end)
            expected = inner_pair(view, wanted) if nested or within_own(view, quotation, wanted) else wanted
            yield view.detection(
                quotation.start,
                quotation.start + 1,
                confidence=None if kept_by_hand(view.language) and not quoted_title else Confidence.POSSIBLE,
                severity=Severity.NEUTRAL if pair in seen else None,
                fix=replaced(view, quotation, expected),
                close=quotation.close,
                expected=f"{wanted.open}…{wanted.close}",
                language=view.language.name if wanted in view.language.quotes else "this text",
            )
            seen.add(pair)


def closers_of_others(view: TextView, own: frozenset[tuple[str, str]]) -> str:
    """Marks that close a low quotation elsewhere and open or close another kind here: “ in a Hungarian „so“."""
    if LOW not in signs_in(view) or all(opening != LOW for opening, _ in own):
        return ""
    return "".join(sign for sign in CLOSERS_OF_LOW if sign in signs_in(view) and (LOW, sign) not in own)


def straight_beside_own(view: TextView) -> Iterator[Detection]:
    """Straight marks in a text that otherwise uses the language's own."""
    wanted = view.language.quotes[0]
    if STRAIGHT not in signs_in(view) or wanted.open not in signs_in(view) or wanted.open == wanted.close:
        return
    straight, own = view.text.count(STRAIGHT) // 2, view.text.count(wanted.open)
    if straight > own:
        return
    exception = straight * EXCEPTION <= own
    seen = False
    for index, segment in enumerate(view.segments):
        if STRAIGHT not in segment.text:
            continue
        marks = sorted(straight_roles(view, index).items())
        for (start, opens), (last, closes) in zip(marks[::2], marks[1::2], strict=False):
            inner = view.text[start + 1 : last]
            before = view.text[max(view.starts[index], start - LONGEST_OUTER) : start]
            inside = before.rfind(wanted.open) > before.rfind(wanted.close)
            if not opens or closes or not CODE.isdisjoint(inner) or not inner[:1].isalpha():
                continue
            quotation = Quotation(start, last + 1, STRAIGHT, STRAIGHT)
            if inside or not in_own_script(view, quotation):
                continue
            # A single Latin word may be code or a label quoted as it is typed.
            sure = exception and (not inner.isascii() or inner.count(" ") >= WORDS_SAID)
            yield view.detection(
                start,
                start + 1,
                confidence=Confidence.LIKELY if sure else Confidence.POSSIBLE,
                severity=Severity.NEUTRAL if seen else None,
                fix=replaced(view, quotation, wanted),
                close=STRAIGHT,
                expected=f"{wanted.open}…{wanted.close}",
                language="this text",
            )
            seen = True


@cache
def accepted(language: LanguageProfile) -> frozenset[tuple[str, str]]:
    """Pairs in good use in a language or, for a bare tag, in any of its regions."""
    tags = [tag for tag in known_tags() if tag.startswith(language.tag + "-")]
    everyone = (language, *map(profile, tags))
    return frozenset((pair.open, pair.close) for item in everyone for pair in item.quotes)


@cache
def anywhere() -> frozenset[tuple[str, str]]:
    """Pairs that some language uses: anything else is a slip of the hand, not a foreign convention."""
    return frozenset((pair.open, pair.close) for tag in known_tags() for pair in profile(tag).quotes)


def usual_pair(view: TextView) -> QuotePair:
    """The pair this text uses itself: the language's main one, or straight marks where only those stand."""
    main = view.language.quotes[0]
    if '"' in view.text and main.open not in view.text:
        return QuotePair('"', '"')
    return main


def in_own_script(view: TextView, quotation: Quotation) -> bool:
    """True when the quoted words are written in the letters of the language."""
    letters = [char for char in view.text[quotation.start : quotation.end].lower() if char.isalpha()]
    alphabet = view.language.letters + view.language.extra_letters
    return sum(char in alphabet for char in letters) * 2 > len(letters)


def within_own(view: TextView, quotation: Quotation, wanted: QuotePair) -> bool:
    """True for a quotation inside one that is written with the language's own marks."""
    start, _ = view.bounds_at(quotation.start)
    before = view.text[max(start, quotation.start - LONGEST_OUTER) : quotation.start]
    opened = before.rfind(wanted.open)
    if wanted.open == wanted.close or opened < 0:
        return False
    # The mark may have been closed by another that is foreign here.
    closers = {pair[1] for pair in anywhere() if pair[0] == wanted.open}
    return not any(sign in before[opened + 1 :] for sign in closers)


def inner_pair(view: TextView, wanted: QuotePair) -> QuotePair:
    """The next pair of the language, for a quotation inside another."""
    if wanted.open == wanted.close:
        return wanted
    return next((pair for pair in view.language.quotes if pair.open != wanted.open), wanted)


def replaced(view: TextView, quotation: Quotation, pair: QuotePair) -> Fix:
    """Both marks, with the spaces on their inner sides, in the language's own way."""
    text = view.text
    after, before = quotation.start + 1, quotation.end - 1
    while after < before and text[after] in BLANKS:
        after += 1
    while before > after and text[before - 1] in BLANKS:
        before -= 1
    space = NARROW_SPACE if pair.spaced else ""
    return Fix(
        (
            Edit(quotation.start, after, pair.open + space),
            Edit(before, quotation.end, space + pair.close),
        ),
        Safety.SUGGESTED,
    )


def kept_by_hand(language: LanguageProfile) -> bool:
    """True when somebody went through the marks of a language: CLDR names two pairs, and more may be in use."""
    return bool(language.abbreviations) or not language.has_spaces
