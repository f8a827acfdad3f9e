"""One run in figures, as the history keeps it."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Annotated

import msgspec
from msgspec import Meta

from audit.report.plan.causes import MILLI, Causes, OutletSum
from audit.report.tally import Tally, by_name
from audit.version import __version__

MOST_OUTLETS = 200  # kept by name; smaller ones are added up
OTHERS = "(others)"  # their name
ALL = ""  # outlet or check of a figure over all of them
OF_DOCUMENTS = ("target", "source")  # parts of a signature that may differ from document to document
Count = Annotated[int, Meta(ge=0)]
Points = Annotated[float, Meta(ge=0, lt=1e18)]
Score = Annotated[float, Meta(ge=0, le=100)]


class Figure(msgspec.Struct, frozen=True):
    """One outlet and one check; "" stands for all outlets or all checks.

    `documents` are the scored ones, `words` theirs; `affected` documents hold such a finding. `penalty` in
    points; `score` is 100 less what the findings take from the mean score.
    """

    outlet: str
    check: str
    documents: Count
    words: Count
    affected: Count
    findings: Count
    penalty: Points
    score: Score | None


class Run(msgspec.Struct, frozen=True):
    """One run. `time` is UTC, ISO 8601; `score` the mean of the documents' scores, weighted by words. `shown`: its
    findings, for a comparison one by one (`shown.py`); empty when it comes from the history, which hands that out alone.
    """

    id: str
    time: str
    version: str
    signature: str
    label: str
    documents: Count
    incomplete: Count
    words: Count
    findings: Count
    penalty: Points
    score: Score | None
    figures: tuple[Figure, ...] = ()
    shown: bytes = b""

    @property
    def name(self) -> str:
        """What people call it: the label, else the minute it began."""
        return self.label or self.time.replace("T", " ")[:16]


def run_record(
    id: str,  # noqa: A002
    time: str,
    label: str,
    tally: Tally,
    causes: Causes,
    shown: bytes = b"",
) -> Run:
    """The figures of a finished run: every outlet and check, outlets and checks alone, and all."""
    large = set(sorted_by_words(causes)[:MOST_OUTLETS])
    named: dict[str, OutletSum] = {}
    whole = OutletSum()
    for key, outlet in causes.outlets.items():
        # What the store hands out may be its own record, and merging takes over what it is given.
        for name in (key.decode() if key in large else OTHERS, None):
            target = whole if name is None else named.setdefault(name, OutletSum())
            target.merge(msgspec.convert(msgspec.to_builtins(outlet), OutletSum))
    figures = list(figures_of(ALL, whole))
    for name, outlet in sorted(named.items()):
        figures += figures_of(name, outlet)
    return Run(
        id=id,
        time=time,
        version=__version__,
        signature=run_signature(tally.signatures),
        label=label,
        documents=tally.documents,
        incomplete=tally.incomplete,
        words=tally.words,
        findings=whole.findings,
        penalty=whole.cost / MILLI,
        score=score_less(whole.lost, whole.words),
        figures=tuple(figures),
        shown=shown,
    )


def sorted_by_words(causes: Causes) -> list[bytes]:
    """The keys of the outlets, those with most words first."""
    sizes = [(-outlet.words, key) for key, outlet in causes.outlets.items()]
    return [key for _, key in sorted(sizes)]


def figures_of(name: str, outlet: OutletSum) -> list[Figure]:
    """The figures of one outlet: all checks, then each."""
    figures = [
        Figure(
            name,
            ALL,
            outlet.scored,
            outlet.words,
            outlet.affected,
            outlet.findings,
            outlet.cost / MILLI,
            score_less(outlet.lost, outlet.words),
        )
    ]
    for check, found in sorted(outlet.checks.items()):
        score = score_less(found.gain, outlet.words)
        figures.append(
            Figure(
                name,
                check,
                outlet.scored,
                outlet.words,
                found.documents,
                found.findings,
                found.cost / MILLI,
                score,
            )
        )
    return figures


def score_less(lost: int, words: int) -> float | None:
    """100 less a sum of thousandths of points times words; None when there are no words."""
    return round(100 - lost / (MILLI * words), 3) if words else None


def run_signature(signatures: Iterable[str]) -> str:
    """What the documents' signatures have in common, and a digest of the values where they differ.

    Languages may differ freely: they belong to the documents. Of anything else the same mixture gives the same
    text, so equal texts mean that two runs looked for the same things in the same way.
    """
    parts = []
    for name, values in by_name(signatures).items():
        different = sorted(set(values))
        if len(different) == 1:
            parts.append(different[0])
        elif name in OF_DOCUMENTS:
            parts.append(f"{name}:*")
        else:
            parts.append(f"{name}:*{blake2b(chr(0).join(different).encode(), digest_size=4).hexdigest()}")
    return "|".join(parts)
