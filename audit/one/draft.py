"""What is known of a document before any check looks at it."""

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

import msgspec

from audit.analysis.language_guess import guess_language
from audit.analysis.leftovers.phrases import Phrase, phrases
from audit.analysis.page_anatomy import label_roles
from audit.analysis.page_view import page_view
from audit.analysis.pair_view import Pair, PairView
from audit.analysis.path_language import language_of_path
from audit.analysis.same_script import costs_of
from audit.analysis.source_language import infer_source
from audit.analysis.target_language import (
    as_written,
    known_profile,
    same_language,
    spelt,
    target_language,
)
from audit.analysis.text_view import TextView
from audit.language.profile import LanguageProfile
from audit.language.profiles import profile, stranger
from audit.model.check import Check, Need
from audit.model.corpus_source import CorpusSource
from audit.model.document import Document, Flow
from audit.model.errors import UsageError
from audit.model.language_evidence import Evidence, LanguageGuess
from audit.model.model_choice import ModelChoice, ModelKind
from audit.model.recent import Recent
from audit.model.result import SkippedCheck
from audit.model.segment import Segment
from audit.model.settings import Settings
from audit.model.unchecked import SOURCE_FILE, Unchecked
from audit.model.unit import State
from audit.one.around import NOTHING, Around
from audit.one.choices import Choices
from audit.readers.html_attributes import UNDETERMINED
from audit.readers.units.unit_document import NO_FILE

# Kinds of models that mark words of the target.
MARKING = frozenset({ModelKind.ERROR_SPANS, ModelKind.JUDGE})
# Kinds that have something to say of a text without its source; a head of ours compares with it.
ALONE = frozenset({ModelKind.FLUENCY, ModelKind.LANGUAGE, ModelKind.NLI}) | MARKING
WORDS = "untranslated-words"  # sees single words of other languages, given a list of the language's own
# Units that somebody will still translate, or never: what stands there is no translation.
UNTOUCHED = {
    State.NEW: "not translated yet, as the file says",
    State.OBSOLETE: "obsolete, as the file says",
    State.LOCKED: "not to be translated, as the file says",
}


MOST_PHRASES = 2000  # of a document that is asked


class Answer(NamedTuple):
    """What one document tells the others of its run. `target` is a base tag; `source` a tag, None when it cannot
    tell it or was told."""

    target: str
    source: str | None
    phrases: tuple[Phrase, ...]


USUAL_SOURCE = "en"  # what most programs are written in
SURE_OF_SOURCES = 0.8  # a few labels may be anything
MOST_ASKED = 300  # sources whose words tell their language


class Draft(msgspec.Struct, frozen=True):
    """Who a document is written for, and what is looked at.

    `view` shows the segments in the target language, `indexes[i]` being the document's index of its segment
    i; `pairs` shows the units that have a source. A `strange` language is one that is not supported. Both are
    None where nothing can be checked, and `unchecked` says why.
    """

    document: Document
    choices: Choices
    around: Around
    target: LanguageGuess
    unchecked: tuple[Unchecked, ...]
    language: LanguageProfile | None = None
    source: LanguageGuess = LanguageGuess(None, 0.0)
    indexes: Sequence[int] = ()
    view: TextView | None = None
    pairs: PairView | None = None
    strange: bool = False
    checks: tuple[Check, ...] = ()
    skipped: tuple[SkippedCheck, ...] = ()


def draft_of(document: Document, choices: Choices, around: Around = NOTHING) -> Draft:
    """The draft of a document that was read."""
    settings = choices.settings
    document = label_roles(document)
    unchecked = list(document.unchecked)
    target = language_of_sources(document, settings, target_language(document, settings.target))
    strange = False
    try:
        language = as_written(profile(target.tag), document) if target.tag else None
    except UsageError as error:
        language, strange = beside_sources(document, target.tag), True
        if language is None:
            unchecked.append(Unchecked("whole document", str(error), fatal=True))
        else:
            why = f"{error}; only what both sides hold was compared"
            unchecked.append(Unchecked("the translation itself", why))
    if language is None:
        if document.segments and not any(item.fatal for item in unchecked):
            why = unknown_language(target)
            unchecked.append(Unchecked("whole document", why, fatal=True))
        return Draft(document, choices, around, target, tuple(unchecked))
    left = untouched(document)
    indexes, segments = of_language(document.segments, language, left)
    unchecked += [
        Unchecked(f"{count} unit{'s' if count > 1 else ''}", f"{UNTOUCHED[state]}, so left alone")
        for state, count in left_alone_units(document)
    ]
    pairs = pair_view(document, language, settings, left)
    if not segments and pairs is None:
        if not any(item.fatal for item in unchecked):
            why = f"none of its text is marked as {language.name}; name the language with --target"
            if left:
                why = "it holds no translation yet"
            unchecked.append(Unchecked("whole document", why, fatal=True))
        return Draft(document, choices, around, target, tuple(unchecked))
    if any(
        segment.language and not same_language(segment.language, language.tag)
        for segment in document.segments
    ):
        unchecked.append(left_alone(document.segments, language))
    shared = around.corpus.phrases_in(target_base(language))
    view = TextView(segments, language, None, settings.terms, document.text, shared)
    source = source_language(document, view, settings, around.corpus.sources)
    view.source = known_profile(source.tag) if source.confidence >= 0.5 else None
    if pairs is not None:
        pairs.source = view.source
    has = frozenset({Need.SOURCE}) if pairs is not None else frozenset[Need]()
    translated = document.source
    if pairs is None and translated is not None:
        if document.flow is Flow.PROSE and any(segment.text for segment in translated.segments):
            page = page_view(
                document,
                indexes,
                translated,
                language,
                view.source,
                settings.terms,
                settings.glossary,
                around.change,
            )
            if page.view.is_translation():
                document, pairs, has = page.document, page.view, frozenset({Need.SOURCE, Need.ALIGNMENT})
            else:
                unchecked.append(no_translation(translated))
        else:
            unchecked.append(Unchecked("source", "there is no text in it to compare the translation with"))
    view.compared = pairs is not None
    if settings.models:
        speaking = [choice for choice in settings.models if pairs is not None or speaks_alone(choice)]
        if any(choice.kind in MARKING or choice.kind is ModelKind.NLI for choice in speaking):
            has |= {Need.MODEL}
    checks, skipped = choices.selection.fitting(language, has, document.flow, strange)
    if not checks:
        why = "no check is selected that fits its language"
        if pairs is None and all(Need.SOURCE in check.needs for check in choices.selection.chosen):
            why = "every selected check compares a translation with its source, and it has none"
            if is_of_sources(document, settings, language):
                unchecked.append(Unchecked(SOURCE_FILE, f"{why}: it is what others translate"))
        if not any(item.what == SOURCE_FILE for item in unchecked):
            unchecked.append(Unchecked("whole document", why, fatal=True))
    if not strange and costs_of(view) is None and any(check.id == WORDS for check in checks):
        why = f"there is no word list of {language.name}: only lines with small words of another language are seen"
        unchecked.append(Unchecked(f"check {WORDS}", why))
        skipped = tuple(sorted((*skipped, SkippedCheck(WORDS, why)), key=lambda item: item.check))
    return Draft(
        document,
        choices,
        around,
        target,
        tuple(unchecked),
        language,
        source,
        indexes,
        view,
        pairs,
        strange,
        checks,
        skipped,
    )


def speaks_alone(choice: ModelChoice) -> bool:
    """True for a model that can be asked about a text without its source."""
    return choice.kind in ALONE and choice.head is None


def is_of_sources(document: Document, settings: Settings, language: LanguageProfile) -> bool:
    """True for a translation file of one side in the source language: nothing is to be compared there."""
    if document.flow is not Flow.UNITS or any(unit.sources for unit in document.units) or settings.target:
        return False
    return same_language(settings.source or USUAL_SOURCE, language.tag)


def no_translation(source: Document) -> Unchecked:
    """The note on a page that lies beside a source which is that of another."""
    which = "the source" if source.path == NO_FILE else source.path
    why = f"this is no translation of {which}, as far as can be told: too little of either is in the other"
    return Unchecked("source", f"{why}; only the translation was checked")


def language_of_sources(document: Document, settings: Settings, target: LanguageGuess) -> LanguageGuess:
    """The source language for a translation file of one side that neither its path nor its words give a language: it is
    the file that others translate."""
    alone = document.flow is Flow.UNITS and not any(unit.sources for unit in document.units)
    if not alone or not settings.source or settings.target or target.confidence >= SURE_OF_SOURCES:
        return target
    if document.declared_language or language_of_path(document.path):
        return target
    why = Evidence("source file", "nothing names another language, and entries are written in this one", 0.6)
    return LanguageGuess(spelt(settings.source), 0.6, (why, *target.evidence))


def beside_sources(document: Document, tag: str | None) -> LanguageProfile | None:
    """A profile without facts, where the sources of a translation file tell something all the same."""
    return stranger(tag) if tag and any(unit.sources for unit in document.units) else None


def untouched(document: Document) -> frozenset[int]:
    """Indexes of the segments of units that are not to be audited."""
    found: set[int] = set()
    index = 0
    for unit in document.units:
        if unit.state in UNTOUCHED:
            found.update(range(index, index + len(unit.targets)))
        index += len(unit.targets)
    return frozenset(found)


def left_alone_units(document: Document) -> list[tuple[State, int]]:
    """How many units are left alone, by state."""
    counts = {state: sum(unit.state is state for unit in document.units) for state in UNTOUCHED}
    return [(state, count) for state, count in counts.items() if count]


def pair_view(
    document: Document,
    language: LanguageProfile,
    settings: Settings,
    left: frozenset[int],
) -> PairView | None:
    """The units that have a source, as two-sided checks see them; None when there is none."""
    pairs, index = [], 0
    for unit in document.units:
        for form, target in enumerate(unit.targets):
            beside = unit.source_for(target)
            if (
                beside is not None
                and index not in left
                and (target.language is None or same_language(target.language, language.tag))
            ):
                pairs.append(Pair(unit, beside, target, index, form, unit.family))
            index += 1
    return PairView(pairs, language, None, settings.terms, settings.glossary) if pairs else None


def asked(document: Document, settings: Settings) -> Answer | None:
    """What a document tells the others of its run, without auditing it; None when its language is unknown."""
    document = label_roles(document)
    language = known_profile(target_language(document, settings.target).tag)
    if language is None:
        return None
    language = as_written(language, document)
    _, segments = of_language(document.segments, language)
    view = TextView(segments, language, None, settings.terms, document.text)
    source = source_language(document, view, settings)
    if settings.source:
        view.source = known_profile(source.tag)
        source = LanguageGuess(None, 0.0)  # it was told so itself
    found = tuple(islice(phrases(view), MOST_PHRASES))
    return Answer(target_base(language), source.tag, found)


def target_base(language: LanguageProfile) -> str:
    """The base tag of a target language."""
    return language.tag.split("-")[0]


_OF_PAGES = Recent[LanguageGuess](4)  # the languages of pages that several in a row translate


def source_language(
    document: Document,
    view: TextView,
    settings: Settings,
    beside: Sequence[CorpusSource] = (),
) -> LanguageGuess:
    """Given, told by the source, or inferred from what the translation left behind."""
    if settings.source:
        return LanguageGuess(spelt(settings.source), 1.0, (Evidence("given", "named by the user", 1.0),))
    if document.source is not None and document.source.segments:
        page = document.source
        of_page = _OF_PAGES.of((page,), len(page.text), lambda: language_of_page(page))
        if of_page.tag is not None:
            return of_page
    if document.units:
        of_units = source_of_units(document)
        if of_units is not None:
            return of_units
    return infer_source(view, document, beside)


def language_of_page(source: Document) -> LanguageGuess:
    """The language of a page that is translated, by its words; else as it or its path says."""
    guess = guess_language("\n".join(segment.text for segment in islice(source.segments, MOST_ASKED)))
    if guess.confidence >= SURE_OF_SOURCES:
        return guess
    told = target_language(source, None)
    return told if told.tag is not None and told.confidence >= guess.confidence else guess


def source_of_units(document: Document) -> LanguageGuess | None:
    """The language of the sources of a translation file: as the file names it, else as they read."""
    sources = [unit.sources[0] for unit in document.units if unit.sources]
    if not sources:
        return None
    declared = Counter(side.language for side in sources if side.language)
    if declared:
        tag, count = declared.most_common(1)[0]
        return LanguageGuess(
            spelt(tag), 1.0, (Evidence("declared", "named by the file", count / len(sources)),)
        )
    guess = guess_language("\n".join(islice((side.text for side in sources), MOST_ASKED)))
    return guess if guess.confidence >= SURE_OF_SOURCES else LanguageGuess(None, 0.0)


def unknown_language(target: LanguageGuess) -> str:
    """Why a document cannot be checked whose language nobody knows."""
    script = next((item.detail for item in target.evidence if item.kind == "unsupported script"), None)
    if script:
        return f"{script}, and no language written in it is supported"
    return "its language could not be told; name it with --target (or target= in the settings)"


def of_language(
    segments: Sequence[Segment], language: LanguageProfile, left: frozenset[int] = frozenset()
) -> tuple[list[int], list[Segment]]:
    """The segments with text that are, or may be, in the target language, with their indexes; not those of `left`."""
    indexes = [
        index
        for index, segment in enumerate(segments)
        if segment.text
        and index not in left
        and (segment.language is None or same_language(segment.language, language.tag))
    ]
    return indexes, [segments[index] for index in indexes]


def left_alone(segments: Sequence[Segment], language: LanguageProfile) -> Unchecked:
    """The note on text that its markup gives to other languages."""
    others = [s.language for s in segments if s.language and not same_language(s.language, language.tag)]
    tags = sorted(set(others) - {UNDETERMINED})
    reasons = [f"marked as {', '.join(tags)} by their lang attribute"] if tags else []
    if UNDETERMINED in others:
        reasons.append("of no language, by their lang attribute or as the words of a badge")
    return Unchecked(f"{len(others)} segments", f"{'; '.join(reasons)}, so left alone")
