"""One document: who it is written for, what is looked at, what is found, what it weighs."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from itertools import islice
from typing import NamedTuple

import msgspec

from audit.analysis.language_guess import guess_language
from audit.analysis.leftovers.phrases import Phrase, phrases
from audit.analysis.page_anatomy import label_roles
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
from audit.analysis.whole_page import page_in_another_language
from audit.language.catalogue import data_digest
from audit.language.profile import LanguageProfile
from audit.language.profiles import name_of, profile
from audit.model.check import Check
from audit.model.corpus_source import CorpusSource
from audit.model.document import Document
from audit.model.errors import UsageError
from audit.model.finding import Detection, Finding
from audit.model.language_evidence import Evidence, LanguageGuess
from audit.model.mqm import Category, Confidence, Severity
from audit.model.result import Result, SkippedCheck
from audit.model.run_facts import ALONE, RunFacts
from audit.model.score import Score, Verdict
from audit.model.segment import Segment
from audit.model.settings import IgnoreWhere, Settings
from audit.model.unchecked import Unchecked
from audit.model.unlisted import Unlisted
from audit.readers.html_attributes import UNDETERMINED
from audit.registry.selection import Selection
from audit.run.baseline import Baseline
from audit.run.count_once import count_once
from audit.run.excuse_findings import excuse_findings
from audit.run.settle_findings import settle_findings
from audit.score.mqm_score import mqm_score
from audit.score.scoring_profile import scoring_profile
from audit.version import __version__

WORDS = "untranslated-words"  # sees single words of other languages, given a list of the language's own
MOST_PHRASES = 2000  # of a document that is asked


class Answer(NamedTuple):
    """What one document tells the others of its run. `target` is a base tag; `source` a tag, None when it cannot
    tell it or was told."""

    target: str
    source: str | None
    phrases: tuple[Phrase, ...]


def audit_document(
    document: Document,
    settings: Settings,
    selection: Selection,
    source_text: str | None = None,
    reference_text: str | None = None,
    beside: RunFacts = ALONE,
    baseline: Baseline | None = None,
    excuses: tuple[IgnoreWhere, ...] = (),
    filed: str | None = None,
) -> Result:
    """Audit one document. Never raises for what the document holds: that becomes `unchecked`.

    `excuses` are the rules for this document alone; `filed`: see `excuse_findings`.
    """
    document = label_roles(document)
    every = msgspec.structs.replace(settings, ignore_where=settings.ignore_where + excuses)
    unchecked = list(document.unchecked)
    for what, given in (("source text", source_text), ("reference text", reference_text)):
        if given is not None:
            unchecked.append(Unchecked(what, "no check of this version compares it with the translation"))
    target = target_language(document, settings.target)
    try:
        language = as_written(profile(target.tag), document) if target.tag else None
    except UsageError as error:
        unchecked.append(Unchecked("whole document", str(error), fatal=True))
        language = None
    if language is None:
        if document.segments and not any(item.fatal for item in unchecked):
            why = unknown_language(target)
            unchecked.append(Unchecked("whole document", why, fatal=True))
        return empty_result(document, every, target, unchecked, selection, baseline)
    indexes, segments = of_language(document.segments, language)
    if not segments:
        if not any(item.fatal for item in unchecked):
            why = f"none of its text is marked as {language.name}; name the language with --target"
            unchecked.append(Unchecked("whole document", why, fatal=True))
        return empty_result(document, every, target, unchecked, selection, baseline)
    if len(segments) < len(document.segments):
        unchecked.append(left_alone(document.segments, language))
    shared = beside.phrases_in(target_base(language))
    view = TextView(segments, language, None, settings.terms, document.text, shared)
    source = source_language(document, view, settings, source_text, beside.sources)
    view.source = known_profile(source.tag) if source.confidence >= 0.5 else None
    checks, skipped = selection.fitting(language)
    if not checks:
        unchecked.append(
            Unchecked("whole document", "no check is selected that fits its language", fatal=True)
        )
    if costs_of(view) is None and any(check.id == WORDS for check in checks):
        why = f"there is no word list of {language.name}: only lines with small words of another language are seen"
        unchecked.append(Unchecked(f"check {WORDS}", why))
        skipped = tuple(sorted((*skipped, SkippedCheck(WORDS, why)), key=lambda item: item.check))
    detected = run_checks(checks, view, unchecked)
    settled = settle_findings(document, view, indexes, detected)
    unchecked.extend(settled.notes)
    other = page_in_another_language(view) if view.segments else None
    if other is not None and not told(settled.findings):
        unchecked.append(in_another_language(language, other))
    excused = excuse_findings(document, settled.findings, settings, checks, baseline, excuses, filed)
    findings = count_once(document, excused.findings)
    signature = signature_of(every, checks, target, source, baseline)
    unlisted = still_counting(settled.unlisted, settled.findings, findings)
    per_word = len(view.text) / max(view.volume, 1)
    score = mqm_score(findings, view.volume, scoring_profile(settings.profile), signature, unlisted, per_word)
    return Result(
        document=document,
        findings=findings,
        score=score,
        unchecked=tuple(unchecked),
        target_language=target,
        source_language=source,
        checks_run=tuple(check.id for check in checks),
        checks_skipped=skipped,
        suppressed=excused.suppressed,
        notes=excused.notes,
        rules=excused.rules,
        unlisted=unlisted,
    )


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


def run_checks(
    checks: Sequence[Check], view: TextView, unchecked: list[Unchecked]
) -> list[tuple[Check, Detection]]:
    """Every detection of every check; a check that breaks is reported, the others go on."""
    detected: list[tuple[Check, Detection]] = []
    if not view.segments:
        return detected
    for check in checks:
        try:
            detected.extend((check, detection) for detection in check.run(view))
        except Exception as error:  # noqa: BLE001 — the one place where a broken check must not hide the rest
            why = f"the check broke on this document ({type(error).__name__}: {error}); please report it"
            unchecked.append(Unchecked(f"check {check.id}", why, fatal=True))
    return detected


def source_language(
    document: Document,
    view: TextView,
    settings: Settings,
    source_text: str | None = None,
    beside: Sequence[CorpusSource] = (),
) -> LanguageGuess:
    """Given, guessed from the source text, or inferred from what the translation left behind."""
    if settings.source:
        return LanguageGuess(spelt(settings.source), 1.0, (Evidence("given", "named by the user", 1.0),))
    if source_text:
        return guess_language(source_text)
    return infer_source(view, document, beside)


def still_counting(
    unlisted: tuple[Unlisted, ...], before: Sequence[Finding], after: Sequence[Finding]
) -> tuple[Unlisted, ...]:
    """What is not listed, less the share of the listed findings that was excused, repeated or left out."""
    if not unlisted:
        return ()
    listed = Counter(finding.check for finding in before if counts(finding))
    left = Counter(finding.check for finding in after if counts(finding))
    scaled = (
        msgspec.structs.replace(more, count=round(more.count * left[more.check] / listed[more.check]))
        for more in unlisted
        if listed[more.check]
    )
    return tuple(more for more in scaled if more.count)


def counts(finding: Finding) -> bool:
    """True for what is shown by default and no repetition of what is counted already."""
    return finding.confidence is not Confidence.POSSIBLE and finding.repeat_of is None


def told(findings: Sequence[Finding]) -> bool:
    """True when a finding says that a part of the document that cannot be overlooked is not translated."""
    return any(
        finding.category is Category.UNTRANSLATED and finding.severity is Severity.CRITICAL
        for finding in findings
    )


def unknown_language(target: LanguageGuess) -> str:
    """Why a document cannot be checked whose language nobody knows."""
    script = next((item.detail for item in target.evidence if item.kind == "unsupported script"), None)
    if script:
        return f"{script}, and no language written in it is supported"
    return "its language could not be told; name it with --target (or target= in the settings)"


def in_another_language(language: LanguageProfile, other: LanguageGuess) -> Unchecked:
    """The note on a text that is not in its target language: silence about it would mean nothing."""
    name = name_of(other.tag) if other.tag else "another language"
    return Unchecked(
        "whole document",
        f"it was to be checked as {language.name} but reads as {name} ({other.evidence[0].detail}); "
        "name its language with --target, or take it out of this folder",
        fatal=True,
    )


def of_language(segments: Sequence[Segment], language: LanguageProfile) -> tuple[list[int], list[Segment]]:
    """The segments that are, or may be, in the target language, with their indexes."""
    indexes = [
        index
        for index, segment in enumerate(segments)
        if segment.language is None or same_language(segment.language, language.tag)
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


def empty_result(
    document: Document,
    settings: Settings,
    target: LanguageGuess,
    unchecked: list[Unchecked],
    selection: Selection,
    baseline: Baseline | None,
) -> Result:
    """The result of a document nothing could be checked of: no findings, and no clean bill either."""
    nobody = LanguageGuess(None, 0.0)
    why = "nothing was checked"
    signature = signature_of(settings, (), target, nobody, baseline)
    score = Score(0.0, 0.0, Verdict.UNDECIDED, 0.0, 0, 0, (0.0, 100.0), why, signature)
    skipped = tuple(SkippedCheck(check.id, why) for check in selection.chosen)
    return Result(document, (), score, tuple(unchecked), target, nobody, (), (*skipped, *selection.skipped))


def signature_of(
    settings: Settings,
    checks: Sequence[Check],
    target: LanguageGuess,
    source: LanguageGuess,
    baseline: Baseline | None,
) -> str:
    """Everything that could change the score, in one line. What is not in use is not named."""
    listed = ",".join(check.id for check in checks)
    terms = digest_of("\n".join(settings.terms).encode()) if settings.terms else "none"
    parts = [
        f"translation-audit:{__version__}",
        f"profile:{settings.profile}:{profile_digest_of(settings.profile)}",
        f"checks:{len(checks)}:{digest_of(listed.encode())}",
        f"terms:{terms}",
        f"data:{data_digest()}",
        f"target:{target.tag or '?'}",
        f"source:{source.tag or '?'}",
    ]
    if settings.ignore_where:
        parts.append(f"ignore-where:{digest_of(msgspec.json.encode(settings.ignore_where))}")
    if baseline is not None:
        parts.append(f"baseline:{baseline.digest}")
    return "|".join(parts)


def digest_of(data: bytes) -> str:
    """Eight hex digits."""
    return blake2b(data, digest_size=4).hexdigest()


@cache
def profile_digest_of(name: str) -> str:
    """Eight hex digits of a shipped scoring profile."""
    return digest_of(msgspec.json.encode(scoring_profile(name)))
