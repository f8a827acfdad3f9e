"""Commas, full stops and other marks of another script."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from audit.analysis.characters_used import characters_used
from audit.analysis.language_switchers import in_language_switcher
from audit.analysis.latin_stops import latin_stops
from audit.analysis.named_marks import stands_alone
from audit.analysis.text_view import TextView, suggested_fix
from audit.language.local_forms import local_forms
from audit.language.profile import LanguageProfile
from audit.language.scripts import COMMON, script_of
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.fix import Fix
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE, SENTENCES

# Scripts (ISO 15924) that write with marks of their own.
EAST_ASIAN = frozenset({"Hani", "Hira", "Kana", "Bopo", "Hang"})
ARABIC = frozenset({"Arab", "Syrc", "Thaa", "Nkoo"})
INDIC = frozenset({"Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh"})
# Mark → scripts at home with it, and what the Latin script writes for it.
HOMES: dict[str, tuple[frozenset[str], str]] = {
    **{mark: (EAST_ASIAN, latin) for mark, latin in zip("，。、；：！？（）", ",.,;:!?()", strict=True)},
    **{mark: (ARABIC, latin) for mark, latin in zip("،؛؟۔", ",;?.", strict=True)},
    **dict.fromkeys("।॥", (INDIC, ".")),
    "《": (EAST_ASIAN, "“"),
    "》": (EAST_ASIAN, "”"),
    "～": (EAST_ASIAN, "–"),
    "№": (frozenset({"Cyrl", "Geor", "Armn"}), "No."),
    "\N{ARMENIAN FULL STOP}": (frozenset({"Armn"}), "."),
    "\N{GREEK QUESTION MARK}": (frozenset({"Grek"}), ";"),
}
DOTS = "·・"
URDU_STOP = "\N{ARABIC FULL STOP}"
ARABIC_FOR = {",": "،", ";": "؛", "?": "؟"}
BEFORE_FIGURES, REACH = "～№", 60  # signs beside figures, and how far their company is looked for
CLOSERS = "\"'”’»)]）」』"
OPENERS = "\"'“‘«([（「『„"
SPACES = " \u00a0\u202f\u3000"
STOPS, SHORT_TEXT = ",.", 200  # words of a text whose habits are not known yet
CHAIN = re.compile(r"\w{1,12}\.\w{1,12}\.\w{1,12}")  # "主.次.修": short parts joined by full stops
LONGEST_LINK = 26  # code points of such a pattern to either side


@check(
    id="foreign-punctuation",
    category=Category.LOCALE_PUNCTUATION,
    severity=Severity.MINOR,
    message="“{found}” is not a mark of {language}, which writes “{expected}”",
    roles=PROSE,
    confidence=Confidence.LIKELY,
    examples=(
        bad(
            "en",
            "Check the flow⟦、⟧and the lid⟦。⟧ Then pour⟦（⟧slowly⟦）⟧.",
            fixed="Check the flow, and the lid. Then pour (slowly).",
        ),
        bad("ru", "Налейте воду⟦，⟧закройте крышку.", fixed="Налейте воду, закройте крышку."),
        bad("en", "No make-up⟦·⟧perfume on that day.", fixed="No make-up, perfume on that day."),
        bad("fr", "Il est parti⟦،⟧ puis revenu.", fixed="Il est parti, puis revenu."),
        bad("ar", "وصل القطار⟦,⟧ ثم غادر. متى يعود⟦?⟧", fixed="وصل القطار، ثم غادر. متى يعود؟"),
        bad("ja", "右の道です。左の道は私有地です⟦.⟧", fixed="右の道です。左の道は私有地です。"),
        bad(
            "zh",
            "他来了⟦,⟧又走了。",
            fixed="他来了，又走了。",
            confidence=Confidence.LIKELY,
        ),
        bad(
            "hi",
            "नाव सुबह चलती है। टिकट घाट पर मिलता है। बच्चे मुफ्त जाते हैं। शाम को वह लौटती है⟦.⟧ रात को घाट बंद रहता है।",
            fixed="नाव सुबह चलती है। टिकट घाट पर मिलता है। बच्चे मुफ्त जाते हैं। शाम को वह लौटती है। रात को घाट बंद रहता है।",
        ),
        bad(
            "fa",
            "قایق صبح می\N{ZERO WIDTH NON-JOINER}رود⟦۔⟧ بلیت در اسکله است.",
            fixed="قایق صبح می\N{ZERO WIDTH NON-JOINER}رود. بلیت در اسکله است.",
        ),
        good("ur", "کشتی صبح جاتی ہے۔ ٹکٹ گھاٹ پر ملتا ہے۔", why="the stop of Urdu"),
        good("hi", "डॉ. सिंह और आर. वर्मा आए। नाव चली। घाट खाली है।", why="abbreviations"),
        good("fr", "Les étudiant·es et les acteur·rices sont là.", why="written for women and men"),
        good("zh", "写作“主.次.修订”的号码。前面是主号。", why="parts joined by full stops"),
        good(
            "en", "They sang 你好，世界 and “مرحبا، يا صديقي” (ありがとう。).", why="words of another script"
        ),
        good("en", "Thanks （＾＾） and (；´д｀) all.", why="faces made of marks"),
        good("ja", "Python 3.12、Node.jsとU.S.の話です。価格は1,250円。", why="names and numbers"),
        good("ar", "اكتب Hello, world? ثم 1,250.", why="Latin words and numbers keep their marks"),
    ),
)
def foreign_punctuation(view: TextView) -> Iterator[Detection]:
    """A mark of another script stands among words of this language.

    Why it hurts a reader: full-width marks tear holes into a line of Latin or Cyrillic, and a Latin comma
    turns the wrong way in Arabic. The first of a kind counts as an error; the others are listed so that
    they can be repaired with it.

    Left alone: marks inside or beside words of the script they belong to, faces made of marks, numbers and
    addresses, short parts joined by full stops, a mark that a label names, rows of names of languages.
    Latin commas and full stops in Chinese and Japanese are only a possible fault where the text does not
    write its own marks as well.
    """
    language = view.language
    used = characters_used(view)
    for mark, (homes, _) in HOMES.items():
        if mark in used and homes.isdisjoint(language.scripts):
            yield from strangers(view, mark, homes)
    yield from stops(view)
    yield from dots_between_words(view)
    told = False
    for latin, own in latin_strangers(language).items():
        if latin in used:
            for detection in latin_marks(view, latin, own):
                # One keyboard set wrong is one fault, whatever marks it wrote.
                again = told and detection.confidence is not Confidence.POSSIBLE
                told = told or detection.confidence is not Confidence.POSSIBLE
                yield replace(detection, severity=Severity.NEUTRAL) if again else detection


def stops(view: TextView) -> Iterator[Detection]:
    """Latin full stops amid the language's own, and the Urdu one in Persian or Arabic."""
    own = view.language.sentence_ends[0]
    found = latin_stops(view)
    if URDU_STOP in view.rare_characters and ARABIC & set(view.language.scripts):
        urdu = URDU_STOP in view.language.sentence_ends
        found += [
            place
            for place in places(view, URDU_STOP)
            if not urdu and script_at(view.text[place - 1]) in ARABIC
        ]
    for number, place in enumerate(found):
        yield view.detection(
            place,
            place + 1,
            severity=Severity.NEUTRAL if number else None,
            fix=suggested_fix(place, place + 1, own),
            expected=own,
            language=view.language.name,
        )


def dots_between_words(view: TextView) -> Iterator[Detection]:
    """The dot that East Asian texts set between the words of a list, glued between two words of an alphabet."""
    language = view.language
    if (
        not EAST_ASIAN.isdisjoint(language.scripts)
        or language.tag.partition("-")[0] in local_forms().inner_dots
    ):
        return
    if view.rare_characters.isdisjoint(DOTS):
        return
    scripts = frozenset(language.scripts)
    for match in dotted_words().finditer(view.text):
        if {script_at(match[1][-1]), script_at(match[2][0])} <= scripts:
            place = match.end(1)
            yield view.detection(
                place,
                place + 1,
                confidence=Confidence.LIKELY
                if match[1].islower() and match[2].islower()
                else Confidence.POSSIBLE,
                fix=suggested_fix(place, place + 1, ", "),
                expected=",",
                language=language.name,
            )


@cache
def dotted_words() -> re.Pattern[str]:
    """Two words of some letters with a dot between them; no chain of syllables, no abbreviation."""
    word = r"[^\W\d_]"
    return re.compile(
        rf"(?<![\w{DOTS}])({word}(?:{word}|-){{2,30}})[{DOTS}](?=({word}{{3}}))(?!\w{{3,30}}[{DOTS}])"
    )


@cache
def latin_strangers(language: LanguageProfile) -> dict[str, str]:
    """Latin marks that a language replaces by its own → those."""
    if not ARABIC.isdisjoint(language.scripts):
        return ARABIC_FOR
    if not language.has_spaces and not EAST_ASIAN.isdisjoint(language.scripts):
        return {latin: at_home(latin, language) for latin in ",.:;?!"}
    return {}


class Neighbours(NamedTuple):
    """The characters on both sides of a mark, quotation marks and spaces looked past; "" at the edges."""

    left: str
    right: str
    glued: bool  # nothing stands between the mark and what follows


def strangers(view: TextView, mark: str, homes: frozenset[str]) -> Iterator[Detection]:
    """A mark of another script among letters of the language."""
    own = frozenset(view.language.scripts)
    opens = mark in "（《"
    first = True
    for place in places(view, mark):
        beside = neighbours(view, place)
        if script_at(beside.left) in homes or script_at(beside.right) in homes:
            continue
        word, other = (beside.right, beside.left) if opens else (beside.left, beside.right)
        if mark in BEFORE_FIGURES:
            if not other_letters_are(view, place, own, homes):
                continue
        elif not word.isalnum() or not own.intersection((script_at(word), script_at(other))):
            continue
        expected = at_home(HOMES[mark][1], view.language)
        yield view.detection(
            place,
            place + 1,
            severity=None if first else Severity.NEUTRAL,
            fix=spaced(view, place, expected, beside),
            expected=expected,
            language=view.language.name,
        )
        first = False


def other_letters_are(view: TextView, place: int, own: frozenset[str], homes: frozenset[str]) -> bool:
    """True when a sign beside figures stands in a segment of the language's own letters."""
    first, last = view.bounds_at(place)
    around = view.text[max(first, place - REACH) : min(last, place + REACH)]
    scripts = {script_of(char) for char in around if char.isalpha()}
    figure = any(char.isdigit() for char in view.text[place + 1 : min(last, place + 3)])
    return figure and bool(scripts & own) and not scripts & homes


def latin_marks(view: TextView, latin: str, own: str) -> Iterator[Detection]:
    """A Latin mark among letters of a script that has its own."""
    scripts = frozenset(view.language.scripts)
    found = []
    for place in places(view, latin):
        beside = neighbours(view, place)
        ends = latin != "," and beside.right == ""
        if latin == ":" and view.text[place + 1 : place + 2] in (")", "(", "D", "P", "/"):
            continue  # a face, an address
        if is_named(view, place, ends) or in_language_switcher(view, place):
            continue
        if script_at(beside.left) in scripts and (ends or script_at(beside.right) in scripts):
            found.append((place, beside))
    # Habit or slip: Chinese and Japanese are often typed with these marks throughout.
    wide = view.text.count(own)
    rare = view.language.has_spaces or len(found) * 2 <= wide or (latin not in ",." and len(found) <= wide)
    if not rare and latin in STOPS and view.volume < SHORT_TEXT:
        # A short text that writes other marks of its own at least as often.
        rare = len(found) <= sum(map(view.text.count, "，。、：；？！（）"))
    for number, (place, beside) in enumerate(found):
        yield view.detection(
            place,
            place + 1,
            confidence=Confidence.LIKELY if rare else Confidence.POSSIBLE,
            severity=None if number == 0 else Severity.NEUTRAL,
            fix=spaced(view, place, own, beside),
            expected=own,
            language=view.language.name,
        )


def is_named(view: TextView, place: int, ends: bool) -> bool:
    """True for a mark that is talked about or part of a pattern: “the dot .” as a label, “files with . in front”,
    “major.minor.patch”."""
    text = view.text
    if not ends and stands_alone(text, place):
        return True
    if ends:
        spaced_off = text[place - 1 : place] in SPACES and place > 0
        return spaced_off and view.segments[view.segment_at(place)].role not in SENTENCES
    if text[place] != "." or not text[place + 1 : place + 2].isalnum():
        return False
    return CHAIN.search(text, max(0, place - LONGEST_LINK), place + LONGEST_LINK) is not None


def places(view: TextView, mark: str) -> Iterator[int]:
    place = view.text.find(mark)
    while place >= 0:
        yield place
        place = view.text.find(mark, place + 1)


def neighbours(view: TextView, place: int) -> Neighbours:
    """What stands on both sides of the mark, within a few characters of its segment."""
    start, end = view.bounds_at(place)
    before = view.text[max(start, place - 3) : place].rstrip(SPACES).rstrip(CLOSERS)
    after = view.text[place + 1 : min(end, place + 5)]
    return Neighbours(before[-1:], after.lstrip(SPACES + OPENERS + CLOSERS)[:1], after[:1].isalnum())


def script_at(char: str) -> str:
    """The script of a neighbour, none at the edges."""
    return script_of(char) if char else COMMON


def at_home(latin: str, language: LanguageProfile) -> str:
    """What a language writes for a Latin mark."""
    if not ARABIC.isdisjoint(language.scripts):
        return language.sentence_ends[0] if latin == "." else ARABIC_FOR.get(latin, latin)
    if language.has_spaces:
        return language.sentence_ends[0] if latin == "." else latin
    if EAST_ASIAN.isdisjoint(language.scripts):
        return latin
    if latin == ".":
        return language.sentence_ends[0]
    if latin == ",":
        return "、" if "Kana" in language.scripts else "，"
    return chr(ord(latin) + 0xFEE0)  # the full-width form


def spaced(view: TextView, place: int, mark: str, beside: Neighbours) -> Fix:
    """The mark with the space that a language with spaces wants behind it, or before a bracket."""
    if not view.language.has_spaces:
        return suggested_fix(place, place + 1, mark)
    if mark == "(":
        return suggested_fix(
            place, place + 1, " (" if view.text[place - 1 : place].isalnum() and place else "("
        )
    return suggested_fix(place, place + 1, f"{mark} " if beside.glued else mark)
