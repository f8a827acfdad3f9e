"""One document: read -> view -> settle.

A reader gives the document; `draft_of` finds out who it is written for and what is looked at; `settle` runs the checks
and weighs what they find. Between the two a document is at rest: whatever must be asked for many documents at once has
its place there.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from audit.analysis.page_view import PageView
from audit.analysis.whole_page import page_in_another_language
from audit.excuses.excuse_findings import excuse_findings
from audit.language.profile import LanguageProfile
from audit.language.profiles import name_of
from audit.model.check import Check, Need
from audit.model.document import Document
from audit.model.finding import Detection, Finding, Reason
from audit.model.language_evidence import LanguageGuess
from audit.model.mqm import Category, Confidence, Severity
from audit.model.result import Result, SkippedCheck
from audit.model.score import Score, Verdict
from audit.model.settings import Settings
from audit.model.unchecked import Unchecked
from audit.model.unlisted import Unlisted
from audit.one.around import NOTHING, Around
from audit.one.ask import UNASKED, Asked, ask
from audit.one.choices import Choices
from audit.one.count_once import count_once
from audit.one.draft import Draft, draft_of
from audit.one.estimate_document import estimate_of, estimates_of, weighing_of
from audit.one.look_together import UNSEEN, Seen
from audit.one.measured_of import measured_of
from audit.one.run_checks import Detected, run_checks, run_over_pairs
from audit.one.settle_findings import settle_findings
from audit.one.signature import signature_of
from audit.readers.units.unit_document import NO_FILE
from audit.score.mqm_score import mqm_score
from audit.score.scoring_profile import scoring_profile


def audit_document(document: Document, choices: Choices, around: Around = NOTHING) -> Result:
    """Audit one document. Never raises for what the document holds: that becomes `unchecked`."""
    draft = draft_of(document, choices, around)
    return settle(draft, asked=ask([draft])[0])


def settle(draft: Draft, seen: Seen = UNSEEN, asked: Asked = UNASKED) -> Result:
    """Run the checks over a draft's views, weigh what they find, and reckon what is asked beside a reference; `seen` is
    what some checks found already, `asked` what models said."""
    measured, notes = measured_of(draft)
    result = weighed(draft, seen, asked)
    if not measured and not notes and not asked.models:
        return result
    unchecked = (*result.unchecked, *notes)
    return msgspec.structs.replace(result, measures=measured, models=asked.models, unchecked=unchecked)


def weighed(draft: Draft, seen: Seen, asked: Asked) -> Result:
    """The findings of a draft, and the score."""
    document, choices, around = draft.document, draft.choices, draft.around
    settings, unchecked = choices.settings, [*draft.unchecked, *asked.notes]
    every = msgspec.structs.replace(settings, ignore_where=settings.ignore_where + around.excuses)
    view, language, source = draft.view, draft.language, draft.source
    if view is None or language is None:
        return empty_result(draft, every)
    one_sided = [check for check in draft.checks if not check.needs]
    left = [check for check in draft.checks if check.needs and check.id not in seen.checks]
    two_sided = [check for check in left if check.needs == {Need.SOURCE}]
    of_models = [check for check in left if Need.MODEL in check.needs]
    of_pages = [check for check in left if Need.ALIGNMENT in check.needs]
    view.decided = decided_of(asked)
    in_text = run_checks(one_sided, view, unchecked) if view.segments else []
    view.contradictions = asked.contradictions
    if draft.pairs is None:
        view.suspects = asked.suspects
    in_text += run_checks(of_models, view, unchecked)
    other = page_in_another_language(view) if view.segments and not draft.strange else None
    volume = view.volume
    view.forget()  # the two sides of many units need the room
    in_pairs = list(seen.detected)
    if isinstance(draft.pairs, PageView):
        in_pairs += run_over_pairs(two_sided, draft.pairs.both_sides(), unchecked)
        in_pairs += run_checks(of_pages, draft.pairs, unchecked)
    elif draft.pairs is not None:
        in_pairs += run_over_pairs(two_sided, draft.pairs, unchecked, around.elsewhere)
    if draft.pairs is not None and asked.suspects:
        draft.pairs.suspects = asked.suspects
        in_pairs += run_checks(of_models, draft.pairs, unchecked)
    settled = settle_findings(document, view, draft.pairs, draft.indexes, given(in_text), given(in_pairs))
    unchecked.extend(settled.notes)
    if other is not None and not told(settled.findings):
        unchecked.append(in_another_language(language, other))
    excused = excuse_findings(
        document, settled.findings, settings, draft.checks, around.baseline, around.excuses, around.filed
    )
    findings = count_once(document, excused.findings, settled.causes)
    weighing = weighing_of(draft, findings, asked)
    weights = weighing.digest if draft.pairs is not None else None
    signature = signature_of(
        every, draft.checks, draft.target, source, around.baseline, weights, asked.models
    )
    unlisted = still_counting(settled.unlisted, settled.findings, findings)
    per_word = len(view.text) / max(volume, 1)
    score = mqm_score(findings, volume, scoring_profile(settings.profile), signature, unlisted, per_word)
    score = msgspec.structs.replace(score, estimate=estimate_of(weighing))
    return Result(
        document=document,
        findings=findings,
        score=score,
        unchecked=tuple(unchecked),
        target_language=draft.target,
        source_language=source,
        checks_run=tuple(check.id for check in draft.checks),
        checks_skipped=draft.skipped,
        suppressed=excused.suppressed,
        notes=excused.notes,
        rules=excused.rules,
        unlisted=unlisted,
        estimates=estimates_of(weighing),
        source_path=compared_with(draft),
        alone=any(item.what in OF_SOURCES for item in unchecked),
    )


def given(detected: Detected) -> Iterator[tuple[Check, Detection]]:
    """What was detected, in order, each let go when it is given: a file of many units has many."""
    detected.reverse()
    while detected:
        yield detected.pop()


OF_SOURCES = frozenset({"source", "sources"})  # what a note is about where the source is missing


def decided_of(asked: Asked) -> dict[int, tuple[Reason, ...]]:
    """What models say for each doubtful sense, by its number."""
    found: dict[int, tuple[Reason, ...]] = {}
    for number, reason in asked.senses:
        found[number] = (*found.get(number, ()), reason)
    return found


def compared_with(draft: Draft) -> str | None:
    """The path of the file that a document was compared with, which it translates."""
    source = draft.document.source
    if source is None or draft.pairs is None or source.path == NO_FILE:
        return None
    return source.path


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


def in_another_language(language: LanguageProfile, other: LanguageGuess) -> Unchecked:
    """The note on a text that is not in its target language: silence about it would mean nothing."""
    name = name_of(other.tag) if other.tag else "another language"
    return Unchecked(
        "whole document",
        f"it was to be checked as {language.name} but reads as {name} ({other.evidence[0].detail}); "
        "name its language with --target, or take it out of this folder",
        fatal=True,
    )


def empty_result(draft: Draft, settings: Settings) -> Result:
    """The result of a document nothing could be checked of: no findings, and no clean bill either."""
    nobody = LanguageGuess(None, 0.0)
    why = "nothing was checked"
    signature = signature_of(settings, (), draft.target, nobody, draft.around.baseline)
    score = Score(0.0, 0.0, Verdict.UNDECIDED, 0.0, 0, 0, (0.0, 100.0), why, signature)
    selection = draft.choices.selection
    skipped = tuple(SkippedCheck(check.id, why) for check in selection.chosen)
    return Result(
        draft.document, (), score, draft.unchecked, draft.target, nobody, (), (*skipped, *selection.skipped)
    )
