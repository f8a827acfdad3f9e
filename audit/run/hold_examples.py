"""A check held to its examples: every fault found at its place, nothing else, and every repair as promised.

The tests of this package and those of packages with checks of their own ask the same.
"""

from string import Formatter

import msgspec

from audit.model.check import Check, Example, Need
from audit.model.contradiction import Contradiction
from audit.model.fix import Edit
from audit.model.model_choice import ModelChoice, ModelKind
from audit.model.result import Result
from audit.model.settings import Settings
from audit.model.source_change import SourceChange
from audit.model.span import Span
from audit.model.suspect import Suspect
from audit.one.around import Around
from audit.one.ask import Asked
from audit.one.audit_document import audit_document, settle
from audit.one.choices import Choices
from audit.one.draft import draft_of
from audit.readers.read_document import read_string
from audit.readers.units.unit_document import NO_FILE, UnitRow, unit_document
from audit.run.auditor import Auditor
from audit.run.changes.source_history import changed_spans

FORMS = "¦"  # between the plural forms of an example


def assert_examples(check: Check) -> None:
    """Raises AssertionError at the first example that the check does not hold to, naming it."""
    assert check.examples, (
        f"{check.id} has no examples: give what it finds (bad) and what it leaves alone (good)"
    )
    for example in check.examples:
        assert_example(check, example)


def assert_example(check: Check, example: Example) -> None:
    """Raises AssertionError when the check finds something else in the example than it marks, or repairs it otherwise."""
    result = run_alone(check, example, example.text)
    where = f"{check.id}, example in {example.language}: {example.text!r}"
    failed = [item.why for item in result.unchecked if item.fatal]
    assert not failed, f"{where}\ncould not be checked: {failed}"
    found = [(finding.start, finding.end) for finding in result.findings]
    wanted = [(fault.start, fault.end) for fault in example.faults]
    said = [(finding.text, finding.message) for finding in result.findings]
    assert found == wanted, f"{where}\nfound at {found}, marked at {wanted}: {said}"
    for finding in result.findings:
        for _, field, _, _ in Formatter().parse(check.message):
            assert field is None or f"{{{field}}}" not in finding.message, f"{where}\nno value for {field}"
        if example.confidence is not None:
            assert finding.confidence is example.confidence, f"{where}\nis {finding.confidence}"
    edits = [edit for finding in result.findings if finding.fix for edit in finding.fix.edits]
    if example.fixed is not None:
        assert repaired(example.text, edits) == example.fixed, f"{where}\nrepairs {edits}"
        assert not run_alone(check, example, example.fixed).findings, (
            f"{where}\nis found after its repair too"
        )
    elif example.faults:
        assert not edits, f"{where}\na fix is offered: give `fixed`"


def run_alone(check: Check, example: Example, text: str) -> Result:
    """Audit a text with one check, without those it yields to."""
    alone = msgspec.structs.replace(check, yields_to=(), preview=False)
    if Need.MODEL in check.needs:
        return run_with_a_model(alone, example, text)
    auditor = Auditor(
        target=example.language,
        source=example.source,
        checks=(alone,),
        settings=Settings(glossary=example.glossary),
    )
    if Need.ALIGNMENT in check.needs:
        assert example.beside is not None
        if example.before is None:
            return auditor.check_text(text, source_text=example.beside, format=example.format)
        return beside_changed(auditor, example, text)
    if example.beside is not None:
        return auditor.check_document(unit_document(unit_rows(check, example, text)))
    return auditor.check_text(text, format=example.format)


def beside_changed(auditor: Auditor, example: Example, text: str) -> Result:
    """Audit a page beside a source that changed after it."""
    source = msgspec.structs.replace(read_string(example.beside or "", example.format), path=NO_FILE)
    document = msgspec.structs.replace(read_string(text, example.format), source=source)
    spans = changed_spans(example.before or "", source.text)
    change = SourceChange(1_700_000_000, 1_750_000_000, spans)
    return audit_document(document, auditor._choices, Around(change=change))


def run_with_a_model(check: Check, example: Example, text: str) -> Result:
    """Settle a draft with the answers of a model that doubts what the example marks."""
    doubted = tuple(Suspect(0, fault.start, fault.end, 0.8) for fault in example.faults)
    opposed = tuple(
        Contradiction(Span(0, fault.start - 1), fault, 0.8) for fault in example.faults if fault.start
    )
    settings = Settings(
        target=example.language,
        source=example.source,
        models=(ModelChoice(ModelKind.JUDGE, "nobody opens it"),),
    )
    beside = example.beside is not None
    document = unit_document(unit_rows(check, example, text)) if beside else read_string(text, example.format)
    draft = draft_of(document, Choices(settings, (check,)))
    return settle(draft, asked=Asked(doubted, contradictions=opposed))


def unit_rows(check: Check, example: Example, text: str) -> list[UnitRow]:
    """The units of a two-sided example: one, or one a line. Forms and lines are parted by one code point here and in
    the document, so that places are the same."""
    assert example.beside is not None
    targets, sources = [text], [example.beside]
    if check.across:
        targets, sources = text.split("\n"), example.beside.split("\n")
    return [
        UnitRow(forms(target), forms(source), f"unit {number}", example.family, example.max_length)
        for number, (target, source) in enumerate(zip(targets, sources, strict=True))
    ]


def forms(text: str) -> str | list[str]:
    return text.split(FORMS) if FORMS in text else text


def repaired(text: str, edits: list[Edit]) -> str:
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    return text
