"""What to clean up first: the gathered causes, most leverage on top, with what each takes and gains."""

import heapq
from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby

import msgspec

from audit.model.mqm import Severity
from audit.report.cause_key import SEPARATOR, CauseKey, Family, bounded
from audit.report.plan.causes import (
    DIGESTS,
    MILLI,
    SEVERITIES,
    Causes,
    CauseSum,
    Example,
    Missed,
    OutletSum,
    Place,
)

LISTED = 500  # causes listed one by one; the others are counted by check
MANY = 3  # documents from which on one edit for all of them is worth looking for
SMALL = 5  # an outlet with fewer documents has no habits of its own: such outlets are taken together
HABIT = 0.5  # share of an outlet's documents that makes a habit


class Kind(StrEnum):
    """What the findings of a cause have in common."""

    TEMPLATE = "template"
    FIELD = "field"
    TEXT = "text"
    NOTICE = "notice"
    DAMAGE = "damage"
    HABIT = "habit"
    MARK = "mark"
    NAME = "name"


class Effort(StrEnum):
    """What it takes to mend a cause."""

    AUTOMATIC = "automatic"  # every finding has a safe fix
    ONE_EDIT = "one edit"  # in a template or a field
    ONE_RULE = "one rule"  # in the import, or for the outlet
    EDITS = "edits"  # one a finding, each suggested
    PERSON = "a person"  # somebody has to find the right words

    @property
    def mends_many(self) -> bool:
        """True when one act mends every finding."""
        return self in (Effort.ONE_EDIT, Effort.ONE_RULE)


class Cause(msgspec.Struct, frozen=True):
    """One line of the plan.

    `gain`: points that the archive's mean score lacks because of it; `gain_alone`: points the mean gains when
    only this is mended (see `Causes`). `score_after`: the mean once this cause and those before it are mended,
    at most. `outlet` is None where several are concerned; `share` is the part of the outlet's scored documents.
    `texts` different texts and `sites` in pages are counted up to `DIGESTS`. `places` are the first of `count`.
    """

    id: str
    check: str
    kind: Kind
    effort: Effort
    severity: Severity
    title: str
    group: str
    outlet: str | None
    count: int
    documents: int
    share: float | None
    cost: float
    gain: float
    gain_alone: float
    score_after: float | None
    safe: int
    fixes: int
    texts: int
    sites: int
    examples: tuple[Example, ...]
    places: tuple[Place, ...]

    @property
    def role(self) -> str:
        """What the place is where it was found first."""
        return self.examples[0].role


class Folded(msgspec.Struct):
    """Causes of one check that are not listed one by one."""

    check: str
    causes: int = 0
    count: int = 0
    gain: float = 0.0


class Plan(msgspec.Struct, frozen=True):
    """The whole plan. `past`: documents whose penalty is more than a score can lose; see `Causes.alone`."""

    causes: tuple[Cause, ...]
    folded: tuple[Folded, ...]
    score: float | None
    documents: int
    scored: int
    words: int
    findings: int
    past: int
    safe: int
    safe_documents: int
    safe_score: float | None
    unchecked: tuple[Missed, ...]
    missed: int
    unlisted: int = 0

    @property
    def total(self) -> int:
        """Causes in all."""
        return len(self.causes) + sum(folded.causes for folded in self.folded)


def cleanup_plan(gathered: Causes) -> Plan:
    """Rank the causes: points gained, then number of findings. Holds `LISTED` of them at a time."""
    whole = gathered.whole
    top: list[tuple[tuple[int, int], int, CauseKey, CauseSum, int]] = []
    folded: dict[str, Folded] = {}
    for number, (key, cause, documents) in enumerate(joined(gathered)):
        # Equals keep the order of their keys, which is that of the run whoever gathered it.
        item = ((cause.gain, cause.count), -number, key, cause, documents)
        if len(top) < LISTED:
            heapq.heappush(top, item)
            continue
        _, _, key, cause, _ = heapq.heappushpop(top, item)
        rest = folded.setdefault(key.check, Folded(key.check))
        rest.causes += 1
        rest.count += cause.count
        rest.gain += cause.gain
    weight = MILLI * whole.words
    causes, lost = [], whole.lost
    for _, _, key, cause, documents in sorted(top, key=lambda item: item[:2], reverse=True):
        lost -= cause.gain
        after = round(100 - max(lost, 0) / weight, 2) if weight else None
        causes.append(made(key, cause, documents, whole.words, after))
    for rest in folded.values():
        rest.gain = points(int(rest.gain), whole.words)
    return Plan(
        causes=tuple(causes),
        folded=tuple(sorted(folded.values(), key=lambda rest: (-rest.gain, -rest.count, rest.check))),
        score=round(100 - whole.lost / weight, 2) if weight else None,
        documents=whole.documents,
        scored=whole.scored,
        words=whole.words,
        findings=whole.findings,
        past=whole.past,
        safe=whole.safe,
        safe_documents=whole.safe_documents,
        safe_score=round(100 - (whole.lost - whole.safe_gain) / weight, 2) if weight else None,
        unchecked=tuple(gathered.unchecked),
        missed=whole.missed,
        unlisted=whole.unlisted,
    )


def joined(gathered: Causes) -> Iterator[tuple[CauseKey, CauseSum, int]]:
    """Every cause with the scored documents of its outlet; small outlets with one cause are put together.

    A cause over several outlets has the outlet "" and 0 documents.
    """
    items = ((CauseKey.from_data(key), cause) for key, cause in gathered.sums.items())
    for (family, check, group), several in groupby(
        items, lambda item: (item[0].family, item[0].check, item[0].group)
    ):
        together: CauseSum | None = None
        single = ""
        merged = 0
        for key, cause in several:
            documents = scored_in(gathered, key.outlet)
            if documents >= SMALL or not key.outlet:
                yield key, cause, documents
            elif together is None:
                # A sum of its own: what the gatherer holds must stay as it is.
                together, single, merged = CauseSum(), key.outlet, documents
                together.merge(cause)
            else:
                together.merge(cause)
                single, merged = "", 0
        if together is not None:
            yield CauseKey(family, check, group, single), together, merged


def scored_in(gathered: Causes, outlet: str) -> int:
    """Scored documents of an outlet; 0 for ""."""
    found = gathered.outlets.get(bounded(outlet).encode()) if outlet else None
    return (found or OutletSum()).scored


def made(key: CauseKey, cause: CauseSum, documents: int, words: int, after: float | None) -> Cause:
    """A gathered cause as the plan shows it."""
    share = cause.documents / documents if documents else None
    kind = kind_of(key, cause, share)
    return Cause(
        # Of small outlets the id is the joint one even where only one has the cause: the table of findings
        # names causes by the size of the outlet alone.
        id=(key if documents >= SMALL else key.joint).id,
        check=key.check,
        kind=kind,
        effort=effort_of(kind, cause),
        severity=SEVERITIES[cause.severity],
        title=cause.examples[0].message,
        group=key.group.removeprefix("=").replace(SEPARATOR, " ").encode("utf-8", "replace").decode(),
        outlet=key.outlet or None,
        count=cause.count,
        documents=cause.documents,
        share=None if share is None else round(share, 4),
        cost=cause.cost / MILLI,
        gain=points(cause.gain, words),
        gain_alone=points(cause.alone, words),
        score_after=after,
        safe=cause.safe,
        fixes=cause.fixes,
        texts=len(cause.texts),
        sites=len(cause.sites),
        examples=tuple(cause.examples),
        places=tuple(cause.places),
    )


def points(sum_: int, words: int) -> float:
    """Points of the mean score, from a sum over documents of thousandths of points times words."""
    return round(sum_ / (MILLI * words), 4) if words else 0.0


def kind_of(key: CauseKey, cause: CauseSum, share: float | None) -> Kind:
    """What the findings have in common, as far as the counts bear it out."""
    match key.family:
        case Family.TEXT:
            # One site on many pages: nobody typed it there by hand.
            return Kind.TEMPLATE if len(cause.sites) == 1 and cause.documents >= MANY else Kind.TEXT
        case Family.FIELD:
            return Kind.FIELD
        case Family.NOTICE:
            return Kind.NOTICE
        case Family.DAMAGE:
            return Kind.DAMAGE
        case Family.HABIT:
            often = share is not None and share >= HABIT and cause.documents >= SMALL
            return Kind.HABIT if often else Kind.MARK
        case Family.NAME:
            return Kind.NAME


def effort_of(kind: Kind, cause: CauseSum) -> Effort:
    """What it takes: nothing, one act for all, one edit each, or somebody's judgement."""
    if cause.safe == cause.count:
        return Effort.AUTOMATIC
    each = Effort.EDITS if cause.fixes == cause.count else Effort.PERSON
    many = cause.documents >= MANY
    match kind:
        case Kind.TEMPLATE:
            return Effort.ONE_EDIT
        case Kind.FIELD:
            return (Effort.ONE_EDIT if len(cause.texts) == 1 else Effort.ONE_RULE) if many else each
        case Kind.NOTICE | Kind.DAMAGE:
            return Effort.ONE_RULE if many else each
        case Kind.HABIT:
            return Effort.ONE_RULE
        case Kind.TEXT | Kind.MARK | Kind.NAME:
            return each


def up_to(number: int) -> str:
    """A count of different texts or sites: exact below `DIGESTS`."""
    return f"{number}" if number < DIGESTS else f"{DIGESTS} or more"
