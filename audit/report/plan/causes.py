"""Gathers findings by cause: what a worker fills for its part of an archive, and what the parts add up to.

`merge` is associative and every sum is of whole numbers, so one gatherer over everything and any parts of
it, put together in the order of the documents, hold exactly the same. Memory does not grow with the
archive: see `Totals`. What is listed one by one is bounded, what is counted is complete.
"""

from bisect import insort
from collections.abc import Iterable, Sequence
from hashlib import blake2b

import msgspec
from msgspec.structs import astuple

from audit.model.finding import Finding
from audit.model.fix import Safety
from audit.model.mqm import Severity
from audit.model.result import Outcome, Result, Unreadable
from audit.report.cause_key import CauseKey, cause_key
from audit.report.outlet import outlet_of
from audit.report.plan.totals import Totals
from audit.report.repair_text import repair_of
from audit.report.tally import shown_with_costs
from audit.report.visible_text import encodable
from audit.report.wording import clipped, name_of_unit

PLACES = 20  # kept of each cause; the table of findings holds all of them
EXAMPLES = 5  # different texts shown of each cause
DIGESTS = 32  # different texts and sites are counted up to here
UNCHECKED = 500  # documents that could not be checked, listed one by one
LONGEST = 300  # code points of an example's text
LONGEST_UNIT = 80  # of the name of an entry
MILLI = 1_000  # points are summed as whole thousandths: additions in any grouping give the same
SEVERITIES = tuple(Severity)


class Place(msgspec.Struct, frozen=True, order=True, array_like=True):
    """Where a finding is; `document` numbers the documents of the run, from 0.

    `unit` is the name of the entry of a translation file, "" elsewhere and where its source is all its name.
    """

    document: int
    line: int
    column: int
    path: str
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Example(msgspec.Struct, frozen=True, array_like=True):
    """One of the different texts of a cause, where it was found first, and what was said of it."""

    place: Place
    text: str
    message: str
    repair: str | None
    role: str


class CauseSum(msgspec.Struct, array_like=True):
    """What is known of one cause. `cost`, `gain` and `alone` in thousandths, see `Causes`."""

    count: int = 0
    documents: int = 0
    cost: int = 0
    gain: int = 0
    alone: int = 0
    safe: int = 0
    fixes: int = 0
    severity: int = 0
    places: list[Place] = []
    examples: list[Example] = []
    texts: list[int] = []  # digests of the different texts, the smallest ones
    sites: list[int] = []  # of the places in pages, one edit for each

    def merge(self, later: "CauseSum") -> None:
        """Add a sum over other documents. Its places may stand before or behind these."""
        self.count += later.count
        self.documents += later.documents
        self.cost += later.cost
        self.gain += later.gain
        self.alone += later.alone
        self.safe += later.safe
        self.fixes += later.fixes
        self.severity = max(self.severity, later.severity)
        self.places = sorted(self.places + later.places)[:PLACES]
        self.examples = first_examples(self.examples + later.examples)
        self.texts = sorted({*self.texts, *later.texts})[:DIGESTS]
        self.sites = sorted({*self.sites, *later.sites})[:DIGESTS]


class CheckSum(msgspec.Struct, array_like=True):
    """What one check found in one outlet; `gain` is the part of the outlet's lost points that is its doing."""

    documents: int = 0
    findings: int = 0
    cost: int = 0
    gain: int = 0

    def merge(self, later: "CheckSum") -> None:
        """Add a sum over other documents."""
        self.documents += later.documents
        self.findings += later.findings
        self.cost += later.cost
        self.gain += later.gain


class OutletSum(msgspec.Struct, array_like=True):
    """One outlet. `lost`: points below 100, times words. `scored` of the `documents` have a score.

    `affected` documents hold findings.
    """

    documents: int = 0
    scored: int = 0
    words: int = 0
    affected: int = 0
    findings: int = 0
    cost: int = 0
    lost: int = 0
    checks: dict[str, CheckSum] = {}

    def merge(self, later: "OutletSum") -> None:
        """Add a sum over other documents."""
        self.documents += later.documents
        self.scored += later.scored
        self.words += later.words
        self.affected += later.affected
        self.findings += later.findings
        self.cost += later.cost
        self.lost += later.lost
        for check, other in later.checks.items():
            if check in self.checks:
                self.checks[check].merge(other)
            else:
                self.checks[check] = other


class Missed(msgspec.Struct, frozen=True, array_like=True):
    """Something that could not be checked."""

    path: str
    what: str
    why: str


class Whole(msgspec.Struct, array_like=True):
    """Sums over everything. `past`: documents so bad that their score stands at 0 whatever else is wrong."""

    documents: int = 0
    scored: int = 0
    words: int = 0
    findings: int = 0
    lost: int = 0
    past: int = 0
    safe: int = 0
    safe_documents: int = 0
    safe_gain: int = 0
    missed: int = 0
    unlisted: int = 0

    def merge(self, later: "Whole") -> None:
        """Add sums over other documents."""
        for name in self.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(later, name))


class _State(msgspec.Struct, array_like=True):
    """A gatherer as bytes."""

    version: int
    possible: bool
    whole: Whole
    unchecked: list[Missed]
    causes: list[tuple[bytes, CauseSum]]
    outlets: list[tuple[bytes, OutletSum]]


VERSION = 3


class Causes:
    """Add outcomes in the order of the documents; or merge what others gathered, in that order.

    A document of `words` words loses 100 − score points. Its findings share these by what they cost; times
    words, summed over the documents, that is the `gain` of a cause. So the gains of all causes are together
    exactly what the archive's mean score (weighted by words) lacks to 100. `alone` is what the mean gains when
    nothing but this cause is mended: less than `gain` where a document's penalty is more than its score
    can lose, equal to it everywhere else.

    `possible`: count the merely possible findings too; they cost nothing.
    """

    def __init__(self, possible: bool = False) -> None:
        self.possible = possible
        self.whole = Whole()
        self.unchecked: list[Missed] = []
        self.sums = Totals(CauseSum)
        self.outlets = Totals(OutletSum)

    def add(self, outcome: Outcome, outlet: str | None = None) -> None:
        """One more document; None: the outlet is what its name tells (`outlet_of`)."""
        number = self.whole.documents
        self.whole.documents += 1
        if isinstance(outcome, Unreadable):
            self._miss([Missed(outcome.path, "whole document", outcome.why)])
            self.outlets.add(encodable(outlet or outlet_of(outcome.path)).encode(), OutletSum(documents=1))
            return
        path = outcome.document.path
        self._miss([Missed(path, item.what, item.why) for item in outcome.unchecked if item.fatal])
        outlet = encodable(outlet or outlet_of(path))
        own = OutletSum(documents=1)
        if outcome.checks_run:
            self._weigh(outcome, number, outlet, own)
        self.outlets.add(outlet.encode(), own)

    def _miss(self, missed: Iterable[Missed]) -> None:
        for item in missed:
            self.whole.missed += 1
            if len(self.unchecked) < UNCHECKED:
                self.unchecked.append(Missed(*(encodable(clipped(part, LONGEST)) for part in astuple(item))))

    def _weigh(self, result: Result, number: int, outlet: str, own: OutletSum) -> None:
        """The findings of one document, with the points each cause takes from its score."""
        score = result.score
        value = without(result, 0)
        lost = (100 - value) * score.words
        whole = self.whole
        whole.scored += 1
        whole.words += score.words
        whole.past += score.penalty * score.scale > 100
        path = encodable(result.document.path)
        sums: dict[bytes, CauseSum] = {}
        costs: dict[bytes, float] = {}
        checks: dict[bytes, CheckSum] = {}
        safe, safe_cost = 0, 0.0
        shown = shown_with_costs(result, self.possible)
        heavier = weights_of_unlisted(result, shown)
        whole.unlisted += result.more
        for finding, cost in shown:
            cost *= heavier.get(finding.check, 1.0)
            key = cause_key(result, finding, outlet)
            name = key.data
            if name not in sums:
                sums[name] = CauseSum(documents=1)
            costs[name] = costs.get(name, 0.0) + cost
            is_safe = finding.fix is not None and finding.fix.safety is Safety.SAFE
            safe += is_safe
            safe_cost += cost if is_safe else 0.0
            unit = clipped(encodable(name_of_unit(result, finding)), LONGEST_UNIT)
            place = Place(number, finding.line, finding.column, path, unit)
            note(sums[name], result, finding, place, key, is_safe)
            check = own.checks.setdefault(finding.check, CheckSum(documents=1))
            check.findings += 1
            check.cost += round(cost * MILLI)
            checks[name] = check
        for name, cause in sums.items():
            cost = costs[name]
            cause.cost = round(cost * MILLI)
            if cost:
                cause.gain = round(MILLI * lost * cost / score.penalty)
                cause.alone = round(MILLI * score.words * (without(result, cost) - value))
                checks[name].gain += cause.gain
            whole.findings += cause.count
            own.findings += cause.count
            self.sums.add(name, cause)
        own.scored, own.words, own.affected = 1, score.words, int(bool(sums))
        own.cost, own.lost = round(score.penalty * MILLI), round(lost * MILLI)
        whole.lost += own.lost
        if safe:
            whole.safe += safe
            whole.safe_documents += 1
            whole.safe_gain += round(MILLI * score.words * (without(result, safe_cost) - value))

    def merge(self, later: "Causes") -> None:
        """Add what was gathered over the documents that follow. `later` is used up.

        Raises ValueError when the two count differently.
        """
        if self.possible != later.possible:
            raise ValueError("gathered with different settings")
        for key, cause in later.sums.items():
            self.sums.add(key, moved(cause, self.whole.documents))
        for key, outlet in later.outlets.items():
            self.outlets.add(key, outlet)
        self.whole.merge(later.whole)
        self.unchecked = (self.unchecked + later.unchecked)[:UNCHECKED]

    def to_bytes(self) -> bytes:
        """Everything, for `from_bytes`. Equal gatherers give equal bytes."""
        outlets = [(key, sorted_checks(outlet)) for key, outlet in self.outlets.items()]
        return msgspec.msgpack.encode(
            _State(
                VERSION,
                self.possible,
                self.whole,
                self.unchecked,
                list(self.sums.items()),
                outlets,
            )
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> "Causes":
        """What `to_bytes` wrote. Raises ValueError for anything else."""
        try:
            state = msgspec.msgpack.decode(data, type=_State)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise ValueError(f"these are no gathered causes: {error}") from error
        if state.version != VERSION:
            raise ValueError(f"causes gathered by another version ({state.version}, not {VERSION})")
        causes = cls(state.possible)
        causes.whole, causes.unchecked = state.whole, state.unchecked
        for key, cause in state.causes:
            causes.sums.add(key, cause)
        for key, outlet in state.outlets:
            causes.outlets.add(key, outlet)
        return causes


def weights_of_unlisted(result: Result, shown: Sequence[tuple[Finding, float]]) -> dict[str, float]:
    """By check, how many times its cost a listed finding counts, so that the unlisted ones are paid for."""
    if not result.unlisted:
        return {}
    short = {item.check for item in result.unlisted}
    left = result.score.penalty - sum(cost for finding, cost in shown)
    listed = sum(cost for finding, cost in shown if finding.check in short)
    return dict.fromkeys(short, 1 + max(left, 0.0) / listed) if listed else {}


def note(
    cause: CauseSum, result: Result, finding: Finding, place: Place, key: CauseKey, is_safe: bool
) -> None:
    """Count one finding of a document."""
    cause.count += 1
    cause.safe += is_safe
    cause.fixes += finding.fix is not None
    cause.severity = max(cause.severity, finding.severity.rank)
    if len(cause.places) < PLACES:
        insort(cause.places, place)
    keep(cause.texts, finding.text)
    keep(cause.sites, key.site or f"{place.path}\x00{finding.start}")
    if len(cause.examples) < EXAMPLES:
        text = encodable(clipped(finding.text, LONGEST))
        if all(example.text != text for example in cause.examples):
            repair = repair_of(result.document, finding)
            sentence = encodable(clipped(repair.sentence, LONGEST)) if repair else None
            message = encodable(clipped(finding.message, 2 * LONGEST))
            cause.examples.append(Example(place, text, message, sentence, str(finding.role)))


def keep(digests: list[int], text: str) -> None:
    """Remember a text among the different ones. The smallest digests are a sample that no order can change."""
    digest = int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=7).digest(), "big")
    if digest not in digests:
        insort(digests, digest)
        del digests[DIGESTS:]


def first_examples(examples: list[Example]) -> list[Example]:
    """The first EXAMPLES different ones in the order of the documents."""
    found: dict[str, Example] = {}
    for example in sorted(examples, key=lambda example: example.place):
        found.setdefault(example.text, example)
    return list(found.values())[:EXAMPLES]


def moved(cause: CauseSum, documents: int) -> CauseSum:
    """The same with its documents numbered from `documents` on."""
    if documents:
        replace = msgspec.structs.replace
        cause.places = [replace(place, document=place.document + documents) for place in cause.places]
        cause.examples = [
            replace(example, place=replace(example.place, document=example.place.document + documents))
            for example in cause.examples
        ]
    return cause


def sorted_checks(outlet: OutletSum) -> OutletSum:
    """The same with its checks in the order of their ids."""
    return msgspec.structs.replace(outlet, checks=dict(sorted(outlet.checks.items())))


def without(result: Result, cost: float) -> float:
    """The score of a document once penalty points are gone, not rounded."""
    return min(100.0, max(0.0, 100 - (result.score.penalty - cost) * result.score.scale))
