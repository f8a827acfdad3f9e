"""See the docstring of the check."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from audit.analysis.kin_names import kin_names
from audit.analysis.names import Spelling, names_that_sound_alike
from audit.analysis.one_name import one_names
from audit.analysis.text_view import TextView, suggested_fix
from audit.language.name_variants import VariantGroup, VariantKind, variant_groups
from audit.language.word_grammar import word_grammar
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity

# A spelling inside an address, a file name or a tag is not the text's own choice.
FIRST_WORD = re.compile(r"\w+")
# A place that was renamed may rightly have its old name in a text about the past.
GRADE = {
    VariantKind.SPELLING: Confidence.CERTAIN,
    VariantKind.EXONYM: Confidence.LIKELY,
    VariantKind.RENAMED: Confidence.POSSIBLE,
}
ADDRESS = re.compile(r"[./@#_\\]")


@check(
    id="inconsistent-name",
    category=Category.INCONSISTENT_TERM,
    severity=Severity.MINOR,
    message="“{found}” is written “{usual}” elsewhere in this text ({times})",
    yields_to=("untranslated-text",),
    examples=(
        bad(
            "en",
            "The train left Kyiv at noon. Kyiv has two stations.\n\nIt came back to ⟦Kiev⟧ at night.",
            fixed="The train left Kyiv at noon. Kyiv has two stations.\n\nIt came back to Kyiv at night.",
        ),
        bad(
            "de",
            "Minister Pavlo Horenskyj sprach zuerst. Danach schwieg Pavlo Horenskyj. Am Abend ging ⟦Horenski⟧ heim.",
            confidence=Confidence.LIKELY,
            fixed="Minister Pavlo Horenskyj sprach zuerst. Danach schwieg Pavlo Horenskyj. Am Abend ging Horenskyj heim.",
        ),
        bad(
            "en",
            "Yaroslav Lysovyk spoke first. Then Yaroslav Lysovyk sat down, and Yaroslav ⟦Lisovik⟧ left.",
            fixed="Yaroslav Lysovyk spoke first. Then Yaroslav Lysovyk sat down, and Yaroslav Lysovyk left.",
        ),
        bad(
            "fr",
            "Le maire Rumen Zhechkov a parlé. Puis Rumen Zhechkov s’est tu, et Rumen ⟦Jetchkov⟧ est parti.",
            fixed="Le maire Rumen Zhechkov a parlé. Puis Rumen Zhechkov s’est tu, et Rumen Zhechkov est parti.",
            confidence=Confidence.LIKELY,
        ),
        good(
            "en",
            "Spyros Chatzidakis met Nikos Hatzidakis in the harbour.",
            why="two people of the same sound",
        ),
        bad(
            "en",
            "They flew to İstanbul on Monday. In ⟦Istanbul⟧ it rained.",
            confidence=Confidence.POSSIBLE,
        ),
        bad(
            "en",
            "The mayor, Fyodor Gorbylev, opened the lock. Nobody cheered, ⟦Gorbilyov⟧ said later.",
            confidence=Confidence.LIKELY,
        ),
        bad(
            "uk",
            "Так вирішив начальник Остап Лисюрик. Потім Остап ⟦Лісюрик⟧ пішов додому, а Лисюрик не сперечався.",
            fixed="Так вирішив начальник Остап Лисюрик. Потім Остап Лисюрик пішов додому, а Лисюрик не сперечався.",
            confidence=Confidence.LIKELY,
        ),
        good(
            "ru",
            "Книгу написал Фёдор Дробышев. О Фёдоре Дробышеве спорят, Дробышева не читают.",
            why="one name with its endings",
        ),
        good(
            "en",
            "Ivan Gorbylev opened the lock. Anna Gorbyleva closed it.",
            why="a man and a woman of one family",
        ),
        good(
            "en",
            "Dmitry Halvorsen met Dmitri Lindqvist in Oslo.",
            why="two people may spell one first name in two ways",
        ),
        good(
            "en",
            "Kyiv and Kharkiv are cities; see example.org/kiev for trains.",
            why="an address keeps its spelling",
        ),
        good("fr", "Kiev est une ville. Le métro de Kiev est profond.", why="one spelling throughout"),
    ),
)
def inconsistent_name(view: TextView) -> Iterator[Detection]:
    """One name is spelled in several ways in one document.

    Readers take two spellings for two people or two places; the pair is typical of text that went through
    two languages or two hands. Established pairs (Kiev and Kyiv) are known by name; other names count as
    one when they differ as romanisations of one name do and their company tells that they are one: they stand
    beside the same first name, which stands beside no other, or the one is introduced by a first name and the
    other, a word that the language does not know, never is.

    Left alone: different people who share a name in two spellings, endings of names, addresses and file names. Names
    that only sound alike are reported as possible.
    """
    known: set[str] = set()
    firsts = groups_by_first_word(view.language.tag)
    suspects = {group.id: group for word in firsts.keys() & view.vocabulary.keys() for group in firsts[word]}
    for _, group in sorted(suspects.items()):
        used = [Spelling(form, tuple(places(view, form))) for form in group.spellings]
        used = sorted(
            (form for form in used if form.starts), key=lambda form: (-len(form.starts), form.starts[0])
        )
        if len(used) > 1:
            known.update(form.text for form in used)
            yield from minority(view, used, GRADE[group.kind])
    for name in (*one_names(view), *kin_names(view)):
        if not known.intersection(form.text for form in name.spellings):
            known.update(form.text for form in name.spellings)
            yield from minority(view, name.spellings, Confidence.LIKELY)
    # Where every noun has a capital, two that sound alike are seldom names: "Daten", "Dateien".
    telling = not word_grammar(view.language.tag).capital_nouns
    for names in names_that_sound_alike(view):
        if not known.intersection(name.text for name in names.spellings):
            sure = names.together and telling
            yield from minority(view, names.spellings, Confidence.LIKELY if sure else Confidence.POSSIBLE)


@cache
def groups_by_first_word(tag: str) -> dict[str, tuple[VariantGroup, ...]]:
    """First word of a spelling, lower case → the groups of places that may be meant."""
    found: dict[str, tuple[VariantGroup, ...]] = {}
    for spelling, group in variant_groups(tag).items():
        word = FIRST_WORD.findall(spelling.lower())[0]
        found[word] = (*found.get(word, ()), group)
    return found


def places(view: TextView, form: str) -> Iterator[int]:
    """Where a spelling stands as a word of its own, addresses aside."""
    text = view.text
    start = text.find(form)
    while start >= 0:
        end = start + len(form)
        before, after = text[max(0, start - 1) : start], text[end : end + 2].rstrip(". \x00\"'”’")
        if not before.isalnum() and not after[:1].isalnum() and not ADDRESS.search(before + after):
            yield start
        start = text.find(form, end)


def minority(view: TextView, spellings: Sequence[Spelling], confidence: Confidence) -> Iterator[Detection]:
    """The rarer spellings. One cause is one error: after its first place a spelling is only information."""
    usual, most = spellings[0].text, len(spellings[0].starts)
    times = "once" if most == 1 else f"{most} times"
    for form in spellings[1:]:
        for number, start in enumerate(form.starts):
            end = start + len(form.text)
            yield view.detection(
                start,
                end,
                confidence=confidence,
                severity=Severity.NEUTRAL if number else None,
                # Between equals the writer chooses.
                fix=suggested_fix(start, end, usual) if len(form.starts) < most else None,
                usual=usual,
                times=times,
            )
