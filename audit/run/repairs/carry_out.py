"""Decisions carried out: repairs and own words proved by a second audit, what may stay put into the baseline."""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import msgspec

from audit.config.path_settings import outlet_for, settings_for
from audit.excuses.baseline import Baseline, relative_path, split_fingerprint
from audit.excuses.renew_baseline import LONGEST_TEXT, merged
from audit.files.file_names import name_from
from audit.files.find_documents import FoundDocument
from audit.files.inside import inside
from audit.model.baseline_entry import BaselineEntry
from audit.model.decision import KEPT, Decision, Do
from audit.model.errors import UnreadableError
from audit.model.finding import Finding
from audit.model.result import Result, Unreadable
from audit.model.settings import Configuration, Settings
from audit.model.suppression import SuppressionKind
from audit.readers.read_document import file_bytes
from audit.repair.own_words import own_words
from audit.repair.rounds import Repaired, Wanted, repair_in_rounds
from audit.report.cause_key import cause_key
from audit.report.outlet import outlet_of
from audit.report.visible_text import encodable
from audit.report.wording import clipped
from audit.run.repairs.repair_document import NewFile, Repairer

ALL = Wanted(suggested=True, possible=True)
OVERLAPS = "it meets another repair; it can be made once that one is"
NO_FIX = "it has no repair to make; write your own words"
NOT_WRITABLE = (
    "own words cannot be put there: there is markup, or code, or the file's encoding lacks a letter"
)


class Refused(msgspec.Struct, frozen=True):
    """A decision that was not carried out in a document, and why."""

    decision: Decision
    path: str
    why: str


class CarriedOut(msgspec.Struct, frozen=True):
    """What decisions come to in one document. `kept` are entries for the baseline; `kept_before` those to write if the
    file cannot be: a repair of their sentence gives findings another fingerprint."""

    file: NewFile | Unreadable
    kept: tuple[BaselineEntry, ...] = ()
    kept_before: tuple[BaselineEntry, ...] = ()
    refused: tuple[Refused, ...] = ()


class Carrier(msgspec.Struct):
    """Carries decisions out. `answered` are those that some finding was found for.

    `baseline` is that in force, or an empty one where the file is to be; paths of decisions start at `root`.
    """

    decisions: Sequence[Decision]
    configuration: Configuration
    folder: Path  # where the globs of the configuration start
    root: Path
    baseline: Baseline
    answered: set[int] = msgspec.field(default_factory=set)

    def of_documents(self, found: Iterable[FoundDocument]) -> Iterator[CarriedOut]:
        """Document by document: those that decisions name, and those of `found`, where causes are looked for."""
        named: dict[str, list[Decision]] = defaultdict(list)
        alike = {item.cause: item for item in self.decisions if item.cause}
        documents: dict[str, FoundDocument] = {}
        for decision in self.decisions:
            if decision.path is not None:
                shown = os.path.normpath(os.path.join(self.root, decision.path)).replace(os.sep, "/")
                named[shown].append(decision)
                start = os.path.abspath(self.folder)
                documents.setdefault(shown, FoundDocument(shown, name_from(shown, start)))
        documents |= {document.shown: document for document in found}
        for shown, document in sorted(documents.items()):
            mine = named.get(shown, [])
            if mine and not inside(shown, self.root):
                self.answered |= {item.line for item in mine}
                yield CarriedOut(
                    Unreadable(shown, "lies outside of this folder; --root names the one paths start at")
                )
                continue
            yield self.of_document(document, {item.fingerprint or "": item for item in mine}, alike)

    def of_document(
        self, document: FoundDocument, named: Mapping[str, Decision], alike: Mapping[str, Decision]
    ) -> CarriedOut:
        """One document: the decisions about findings of it by fingerprint, those about causes by cause."""
        settings = settings_for(self.configuration, document.relative)
        path = document.shown
        repairer = Repairer(settings, ALL, self.baseline)
        try:
            data = file_bytes(path, settings.max_bytes)[0]
            result = repairer.audits(data, path)[0]
        except UnreadableError as error:
            self.answered |= {item.line for item in named.values()}
            return CarriedOut(Unreadable(path, str(error).removeprefix(f"{path}: ")))
        decided = self.decided(result, document, named, alike)
        kept = self.entries(result, decided)
        mend = {name: item for name, item in decided.items() if item.do not in KEPT}
        if not mend:
            return CarriedOut(NewFile(path, data, data, (), result.document.encoding), kept, kept)
        return self.mended(data, result, settings, mend, kept)

    def decided(
        self,
        result: Result,
        document: FoundDocument,
        named: Mapping[str, Decision],
        alike: Mapping[str, Decision],
    ) -> dict[str, Decision]:
        """By fingerprint, what is decided about findings that stand here. One by itself wins over its cause."""
        decided = {}
        outlet = outlet_for(self.configuration, document.relative) or outlet_of(document.shown)
        # In the baseline already: nothing is left to do, and the decision is answered.
        done = {
            item.finding.fingerprint for item in result.suppressed if item.kind is SuppressionKind.BASELINE
        }
        self.answered |= {item.line for name, item in named.items() if name in done and item.do in KEPT}
        for finding in result.findings:
            decision = named.get(finding.fingerprint)
            if decision is None and alike:
                key = cause_key(result, finding, outlet)
                decision = alike.get(key.id) or alike.get(key.joint.id)
            if decision is not None:
                decided[finding.fingerprint] = decision
                self.answered.add(decision.line)
        return decided

    def entries(self, result: Result, decided: Mapping[str, Decision]) -> tuple[BaselineEntry, ...]:
        """The entries of what may stay."""
        path = relative_path(result.document.path, self.baseline.folder)
        return tuple(
            entry_of(finding, path, decision.reason)
            for finding in result.findings
            if (decision := decided.get(finding.fingerprint)) and decision.do in KEPT
        )

    def mended(
        self,
        data: bytes,
        result: Result,
        settings: Settings,
        mend: Mapping[str, Decision],
        kept: tuple[BaselineEntry, ...],
    ) -> CarriedOut:
        """The repairs of one document, what may stay in it left alone and still known afterwards."""
        path = result.document.path
        if not result.document.exact:
            return CarriedOut(Unreadable(path, "its bytes cannot be had back from its text"), kept, kept)
        baseline = with_entries(self.baseline, kept)
        repairer = Repairer(settings, ALL, baseline)

        def audits(new: bytes) -> list[Result]:
            return [with_words(one, mend) for one in repairer.audits(new, path)]

        results = audits(data)
        first = results[0].findings
        choice = Chosen({id(finding) for finding in first if finding.fingerprint in mend})
        repaired = repair_in_rounds(results, audits, choice)
        file = msgspec.structs.replace(
            repairer.new_file(data, repaired), reviewable=0, not_made=(), revived=0
        )
        here = relative_path(path, self.baseline.folder)
        after = tuple(
            entry_of(finding, here, reason_of(finding, here, baseline.entries))
            for finding in repaired.revived
        )
        known = {split_fingerprint(item.finding.fingerprint)[0] for item in repaired.after.suppressed}
        still = tuple(entry for entry in kept if entry.fingerprint in known)
        refused = tuple(not_carried_out(first, repaired, mend, path))
        return CarriedOut(file, (*still, *after), kept, refused)


class Chosen(msgspec.Struct, frozen=True):
    """Wants the repairs of these findings, by `id`: those of the first audit. One that is found in a later round only may
    look like one of them and was not decided about."""

    findings: set[int]

    def takes(self, finding: Finding) -> bool:
        """True when it is one of them and has a repair."""
        return id(finding) in self.findings and finding.fix is not None and bool(finding.fix.edits)


def with_words(result: Result, mend: Mapping[str, Decision]) -> Result:
    """The result with own words as the repairs of the findings that they are for."""

    def written(finding: Finding) -> Finding:
        decision = mend.get(finding.fingerprint)
        if decision is None or decision.do is not Do.WRITE:
            return finding
        fix = own_words(result.document, finding, decision.words)
        return msgspec.structs.replace(finding, fix=fix)

    return msgspec.structs.replace(result, findings=tuple(map(written, result.findings)))


def not_carried_out(
    first: Iterable[Finding], repaired: Repaired, mend: Mapping[str, Decision], path: str
) -> Iterator[Refused]:
    """The decisions about repairs that were not made."""
    made = {finding.fingerprint for finding in repaired.applied}
    whys = {item.finding.fingerprint: item.why for item in repaired.not_applied}
    for finding in first:
        name = finding.fingerprint
        decision = mend.get(name)
        if decision is None or name in made:
            continue
        place = f"{path}:{finding.line}:{finding.column}: {finding.check}"
        if finding.fix is None or not finding.fix.edits:
            yield Refused(decision, place, NOT_WRITABLE if decision.do is Do.WRITE else NO_FIX)
        else:
            yield Refused(decision, place, whys.get(name, OVERLAPS))


def entry_of(finding: Finding, path: str, reason: str | None, expires: date | None = None) -> BaselineEntry:
    """A finding as an entry of the baseline."""
    plain, number = split_fingerprint(finding.fingerprint)
    return BaselineEntry(
        plain, finding.check, path, encodable(clipped(finding.text, LONGEST_TEXT)), reason, expires, number
    )


def reason_of(finding: Finding, path: str, entries: Iterable[BaselineEntry]) -> str | None:
    """Why something was accepted whose sentence is another one now."""
    text = encodable(clipped(finding.text, LONGEST_TEXT))
    alike = (one for one in entries if (one.path, one.check, one.text) == (path, finding.check, text))
    return next((one.reason for one in alike if one.reason), None)


def with_entries(baseline: Baseline, more: tuple[BaselineEntry, ...]) -> Baseline:
    """The baseline as it will be, for the audits before it is written."""
    entries, _ = merged(baseline.entries, more)
    return Baseline(entries, baseline.shown, baseline.folder, baseline.day, baseline.digest, baseline.here)
