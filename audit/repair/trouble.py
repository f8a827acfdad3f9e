"""When repairs are right: the second audit is silent where they were made and finds nothing new elsewhere.

It must also weigh no more than before, and the file must be read as before: new bytes may look like
another encoding, a new text like another language.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from audit.model.finding import Finding
from audit.model.fix import Edit
from audit.model.result import Result, complete
from audit.model.span import Span
from audit.repair.edits import Shift, undone

ROUNDING = 1e-9  # penalties are sums of products


class Trouble(msgspec.Struct, frozen=True):
    """Why repairs are not right, and where in the old text, if that has places."""

    why: str
    places: tuple[int, ...] = ()


def trouble_of(
    before: Result, after: Result, text: str, edits: Sequence[Edit], repaired: Iterable[Finding]
) -> Trouble | None:
    """What is wrong with the audit `after` of the new `text`, or None.

    `edits` lead from the old text to the new one; `repaired` are the findings they are for.
    """
    document = after.document
    if document.text != text or document.encoding != before.document.encoding or not document.exact:
        return Trouble("the file would be read differently")
    if complete(before) and not complete(after):
        return Trouble("the text could not be checked as before")
    if before.target_language.tag != after.target_language.tag:
        return Trouble("the text would be taken for another language")
    shift = Shift(edits)
    gone = {(finding.check, finding.start, finding.end) for finding in repaired}
    old = [finding for finding in before.findings if (finding.check, finding.start, finding.end) not in gone]
    new = new_findings(old, after.findings, shift)
    # A check that was cut short shows more of the same as soon as there is room.
    full = {item.what for item in (*before.unchecked, *after.unchecked)}
    new = [finding for finding in new if f"check {finding.check}" not in full]
    if new:
        back = Shift(undone(before.document.text, edits))
        places = tuple(back.span(finding.start, finding.end).start for finding in new)
        first = new[0]
        stays = any(
            check == first.check and touches(shift.span(start, end), first) for check, start, end in gone
        )
        verb = "leave a finding behind" if stays else "cause a new finding"
        return Trouble(f"it would {verb}: {first.message} [{first.check}]", places)
    if after.score.penalty > before.score.penalty + ROUNDING:
        return Trouble("it would make the score worse")
    return None


def new_findings(old: Sequence[Finding], after: Iterable[Finding], shift: Shift) -> list[Finding]:
    """Those of `after` that are none of the `old` ones, moved by `shift`: same check, same place."""
    waiting: dict[str, list[Span]] = defaultdict(list)
    for finding in reversed(old):
        waiting[finding.check].append(shift.span(finding.start, finding.end))
    new = []
    for finding in after:
        # Both sides are in document order, the last of `spans` is the first of the document.
        spans = waiting[finding.check]
        while spans and spans[-1].end < finding.start:
            spans.pop()
        if spans and touches(spans[-1], finding):
            spans.pop()
        else:
            new.append(finding)
    return new


def touches(span: Span, finding: Finding) -> bool:
    """True when the stretches overlap or touch."""
    return span.start <= finding.end and finding.start <= span.end
