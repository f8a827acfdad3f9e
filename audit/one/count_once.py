"""One text shown in several places of a page is one fault, and so is one error made over and over: the first counts, the
others name it."""

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from audit.model.document import Document
from audit.model.finding import Finding
from audit.model.mqm import Severity
from audit.model.role import SENTENCES

NO_CAUSES: Mapping[str, str] = {}


def count_once(
    document: Document, findings: Sequence[Finding], causes: Mapping[str, str] = NO_CAUSES
) -> tuple[Finding, ...]:
    """The findings (sorted by place); those that stand at the same place of a segment equal to an earlier one, or have
    the cause of an earlier one, become neutral.

    A page shows a menu twice, a title as `alt`, a description for each network: whoever mends one mends all,
    yet has to find all. Running text that comes twice counts twice: somebody wrote it twice. `causes`, by fingerprint,
    tell what one system did all over the document: MQM counts an error that is repeated once.
    """
    first: dict[tuple[str, ...], Finding] = {}
    repeats: Counter[str] = Counter()
    told = []
    for finding in findings:
        key: tuple[str, ...]
        if (cause := causes.get(finding.fingerprint)) is not None:
            key = (finding.check, finding.confidence, cause)
        elif finding.role in SENTENCES or finding.segments > 1:
            told.append(finding)
            continue
        else:
            place = f"{finding.segment_start}-{finding.segment_end}"
            text = document.segments[finding.segment].text
            key = (finding.check, finding.confidence, place, text, finding.text)
        counted = first.setdefault(key, finding)
        if counted is not finding:
            repeats[counted.fingerprint] += 1
            finding = msgspec.structs.replace(
                finding, severity=Severity.NEUTRAL, repeat_of=counted.fingerprint
            )
        told.append(finding)
    if not repeats:
        return tuple(told)
    return tuple(
        msgspec.structs.replace(finding, repeats=repeats[finding.fingerprint])
        if finding.fingerprint in repeats and finding.repeat_of is None
        else finding
        for finding in told
    )
