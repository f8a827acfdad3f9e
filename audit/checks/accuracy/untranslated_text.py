"""See the docstring of the check."""

import re
from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from audit.analysis.foreign_script import ForeignRun, foreign_runs
from audit.analysis.glosses import is_gloss
from audit.analysis.latin_in_other_script import LatinKind, latin_kind
from audit.analysis.name_match import name_for
from audit.analysis.text_view import TextView, suggested_fix
from audit.analysis.titles import is_cited, is_marked, looks_like_title, mostly_titles
from audit.language.loan_phrases import is_loan_phrase
from audit.language.script_names import script_name
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import Role

SHORT_TITLE = 3  # words; in another script so short is what stands there on purpose
# In these scripts a word of two alphabets is a look-alike or a half-translated word: other checks' business.
ALPHABETS = {"Latn", "Cyrl", "Grek", "Armn"}
ASIDE = {Role.NAVIGATION, Role.CONTROL, Role.ATTRIBUTE, Role.METADATA, Role.CREDIT}
LETTER = re.compile(r"[^\W\d_]")


@check(
    id="untranslated-text",
    category=Category.UNTRANSLATED,
    severity=Severity.MAJOR,
    message="{what} left in {script} script: “{found}”{name}",
    yields_to=(
        "service-notice",
        "homoglyph",
        "half-translated-word",
        "mojibake",
        "llm-preamble",
        "prompt-echo",
    ),
    examples=(
        bad("en", "The minister met his ⟦коллегами⟧ on Monday."),
        bad(
            "en",
            "Talks resume\n\n⟦переговоры⟧\nPhoto: AFP\n\nThe two sides met on Monday and agreed to go on.",
        ),
        bad(
            "en",
            "Talks resume\n\n⟦йоханссон⟧\nPhoto: AFP\n\nMinister Johansson said on Monday that the talks went on.",
            fixed="Talks resume\n\nJohansson\nPhoto: AFP\n\nMinister Johansson said on Monday that the talks went on.",
        ),
        bad("en", "He staged ⟦Вишнёвый сад⟧ in 1904.", confidence=Confidence.POSSIBLE),
        bad("en", "The talks were led by ⟦Анна Ковалёва⟧ on Monday."),
        bad(
            "en",
            "Visitors ask for *⟦войну⟧* and mean the film.",
            format="markdown",
            confidence=Confidence.POSSIBLE,
        ),
        bad("de", "Die Anlage enthält ⟦三聚氰胺⟧ und Wasser."),
        bad("fr", '<p>Une photo.</p><img alt="⟦закат над морем⟧">', format="html"),
        bad("ru", "Депутаты обсудили ⟦the new budget⟧ на заседании."),
        bad("ja", "この製品は⟦very good quality⟧です。"),
        good(
            "en", "He was born in Moscow (Москва) in 1950.", why="a native name in parentheses after the name"
        ),
        good("en", "The word “мир” (peace) also means world.", why="quoted on purpose, with its meaning"),
        good("en", "An α-helix of 5 μm and a resistance of 3 Ω.", why="Greek letters as symbols"),
        good(
            "en", '<p>Say <i lang="ru">спасибо</i> to thank her.</p>', format="html", why="marked as Russian"
        ),
        good(
            "ru",
            "Компания Google купила стартап DeepMind, сообщает The New York Times.",
            why="names keep their spelling",
        ),
        good("ru", "Напишите на info@example.com или зайдите на example.com/help.", why="addresses"),
        good("uk", "Файл config.yaml лежить у теці src/main.", why="file names and paths"),
    ),
)
def untranslated_text(view: TextView) -> Iterator[Detection]:
    """Text stands in a script that the target language is not written in.

    The reader meets words that cannot be read. Captions, buttons, alternative texts and descriptions are
    where they hide: an editor's eye passes over them. In scripts that borrow Latin names freely, only runs
    with a word that is no name, abbreviation, address, unit or file name count.

    Left alone: native names and terms in parentheses behind their translation, quotations followed by
    their meaning, text marked with its own `lang`, Greek letters as symbols, emoticons, listed terms,
    phrases at home in many languages. What stands in italics inside a sentence is `possible`, and so are two
    or three words there of which the first has a capital, as titles do (all of them, or one word, in brackets
    or quotation marks), unless more that does not look so was left behind in the same document.
    """
    found = list(_found(view))
    shown, titles = Counter[str](), Counter[str]()  # code points by script; a name speaks for neither
    for script, title, detection in found:
        if detection.confidence is not Confidence.POSSIBLE and not detection.values["found"].istitle():
            shown[script] += detection.end - detection.start
            titles[script] += title * (detection.end - detection.start)
    for script, title, detection in found:
        doubtful = title and mostly_titles(titles[script], shown[script])
        yield replace(detection, confidence=Confidence.POSSIBLE) if doubtful else detection


def _found(view: TextView) -> Iterator[tuple[str, bool, Detection]]:
    """What is left: its script, and whether it may be a title."""
    latin_is_foreign = "Latn" not in view.language.scripts
    for run in foreign_runs(view):
        words = view.text[run.start : run.end]
        if is_symbol(view, run) or is_gloss(view, run.start, run.end) or is_loan_phrase(words):
            continue
        confidence = None
        if latin_is_foreign and run.script == "Latn":
            kind = latin_kind(view, run.start, run.end)
            if kind is LatinKind.NAME:
                continue
            if kind is LatinKind.DOUBTFUL:
                confidence = Confidence.POSSIBLE
            elif kind is LatinKind.WORDS:
                confidence = Confidence.LIKELY
        elif run.script in ALPHABETS and torn_word(view, run):
            continue
        if is_cited(view, run.start, run.end):
            confidence = Confidence.POSSIBLE
        index = view.segment_at(run.start)
        role = view.segments[index].role
        # A small word inside a sentence is no name; a caption is often nothing but a name in small letters.
        whole = whole_segment(view, run, index)
        name = name_for(view, words) if run.script in ALPHABETS and (whole or words[0].isupper()) else None
        detection = view.detection(
            run.start,
            run.end,
            confidence=confidence,
            severity=Severity.MINOR if role in ASIDE else None,
            fix=suggested_fix(run.start, run.end, name) if name else None,
            what=LEFT[role][0 if whole else 1],
            script=script_name(run.script),
            name=f"; the text has “{name}”" if name else "",
        )
        # Whoever names a person spells the name as the text is written; a title may stand as it is.
        person = words.istitle() and not is_marked(view, run.start)
        title = (
            name is None
            and not whole
            and not person
            and looks_like_title(view, run.start, run.end, SHORT_TITLE)
        )
        yield run.script, title, detection


def whole_segment(view: TextView, run: ForeignRun, index: int) -> bool:
    """True when the run is (nearly) all that its segment says."""
    start, end = view.bounds(index)
    outside = view.text[start : run.start] + view.text[run.end : end]
    return not LETTER.search(outside)


# What is left, for the message: as a whole segment, and as a part of one.
LEFT = {
    Role.HEADLINE: ("A headline is", "Part of a headline is"),
    Role.BODY: ("A line is", "Words are"),
    Role.ITEM: ("A list or table entry is", "Words of a list or table entry are"),
    Role.CAPTION: ("A caption is", "Part of a caption is"),
    Role.CREDIT: ("A credit is", "Part of a credit is"),
    Role.NAVIGATION: ("A menu entry is", "Part of a menu entry is"),
    Role.CONTROL: ("A button or label is", "Part of a button or label is"),
    Role.NOTICE: ("A notice is", "Part of a notice is"),
    Role.METADATA: ("Page metadata is", "Part of the page metadata is"),
    Role.ATTRIBUTE: ("An alternative text or tooltip is", "Part of an alternative text or tooltip is"),
    Role.CUE: ("A subtitle is", "Part of a subtitle is"),
    Role.UNIT: ("A unit is", "Words of a unit are"),
}


def is_symbol(view: TextView, run: ForeignRun) -> bool:
    """Greek letters one at a time are symbols; a lone letter amid marks is part of an emoticon."""
    words = re.findall(r"[^\W\d_]+", view.text[run.start : run.end])
    if run.script == "Grek" and all(len(word) == 1 for word in words):
        return True
    if len(words) == 1 and len(words[0]) == 1:
        around = view.text[max(0, run.start - 1) : run.start] + view.text[run.end : run.end + 1]
        return len(around) == 2 and not any(
            char.isspace() or char.isalnum() or char in "\x00()«»“”\"'.,;:!?" for char in around
        )
    return False


def torn_word(view: TextView, run: ForeignRun) -> bool:
    """True when the run is one word that grows into letters of the target's own alphabet."""
    text = view.text
    before = text[run.start - 1] if run.start else " "
    after = text[run.end] if run.end < len(text) else " "
    return (before.isalpha() or after.isalpha()) and not any(
        char.isspace() for char in text[run.start : run.end]
    )
