"""See the docstring of the check."""

from collections.abc import Iterator

from audit.analysis.leftovers.leftovers import leftovers
from audit.analysis.leftovers.stretch import StretchKind
from audit.analysis.name_match import name_for
from audit.analysis.text_view import TextView, suggested_fix
from audit.language.interface_phrases import counterparts
from audit.language.script_names import script_name
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity
from audit.model.role import ASIDE, Role

# In these scripts a name can be spelt as the text spells it elsewhere.
ALPHABETS = frozenset(("Latn", "Cyrl", "Grek", "Armn"))


@check(
    id="untranslated-text",
    category=Category.UNTRANSLATED,
    severity=Severity.MAJOR,
    message="{what} left in {script} script: “{found}”{name}",
    yields_to=(
        "service-notice",
        "mixed-scripts",
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
        bad("en", "The talks were led by ⟦Анна Ковалёва⟧ on Monday."),
        good(
            "en", "Visitors ask for *войну* and mean the film.", format="markdown", why="mentioned in italics"
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
        good(
            "ru",
            "Выполните `git merge` и проверьте, что merge прошёл без ошибок.",
            format="markdown",
            why="the word also stands in the document's code",
        ),
    ),
)
def untranslated_text(view: TextView) -> Iterator[Detection]:
    """Text stands in a script that the target language is not written in.

    The reader meets words that cannot be read. Captions, buttons, alternative texts and descriptions are
    where they hide: an editor's eye passes over them.

    Left alone: what more speaks against than for. Evidence is weighed: small words and clauses of another
    language, whole lines and labels speak for a leftover; names, glosses, quotations, italics, code and addresses,
    pairs and lists of foreign words, repetition speak against. `-v` shows what decided. What stays doubtful is
    `possible`.
    """
    for item in leftovers(view):
        if item.kind is StretchKind.SAME:
            continue
        words = view.text[item.start : item.end]
        role = view.segments[view.segment_at(item.start)].role
        name = None
        # A small word inside a sentence is no name; a caption is often nothing but a name in small letters.
        if item.script in ALPHABETS and (item.whole or words[0].isupper()):
            name = name_for(view, words)
        label = (
            None if name or item.language is None else counterparts(words, item.language, view.language.tag)
        )
        repair = name or (label[0] if label else None)
        yield view.detection(
            item.start,
            item.end,
            confidence=item.confidence,
            severity=Severity.MINOR if role in ASIDE else None,
            fix=suggested_fix(item.start, item.end, repair) if repair else None,
            reasons=item.reasons,
            what=LEFT[role][0 if item.whole else 1],
            script=script_name(item.script),
            name=f"; the text has “{name}”" if name else "",
        )


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
