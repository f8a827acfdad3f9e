"""Versions of the same documents, put side by side: what was gained and lost, and which figures differ."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from audit.report.comparison.changes import Change, Fate, Fates, changes
from audit.report.comparison.figures import ALPHA, Figure, Verdict, estimate_figure, score_figure
from audit.report.comparison.line_up import lined_up
from audit.report.comparison.pair_up import Alone, pair_up
from audit.report.comparison.resampling import Sampling
from audit.report.comparison.version import Entry, Origin, Version
from audit.report.tally import by_name
from audit.report.trends.run_record import OF_DOCUMENTS
from audit.report.wording import counted

if TYPE_CHECKING:
    from pandas import DataFrame


class Paired(msgspec.Struct, dict=True, frozen=True):
    """One document in every version; `told` is what became of its findings in each later one."""

    key: str
    entries: tuple[Entry, ...]
    told: tuple[tuple[Change, ...], ...]

    @cached_property
    def rows(self) -> list[tuple[int | None, ...]]:
        """Which segments stand beside each other: see `lined_up`."""
        return lined_up([entry.pieces for entry in self.entries])

    @cached_property
    def same_text(self) -> bool:
        """True when all versions read alike."""
        texts = [[piece.text for piece in entry.pieces] for entry in self.entries]
        return all(text == texts[0] for text in texts[1:])

    @property
    def moved(self) -> tuple[float, int]:
        """How much changed: points, then findings gained and lost."""
        first = self.entries[0].penalty
        points = max(abs(entry.penalty - first) for entry in self.entries[1:])
        findings = sum(change.fate is not Fate.KEPT for told in self.told for change in told)
        return points, findings


class Side(msgspec.Struct, frozen=True):
    """One version in sums over what all versions have. `score` is the mean of the documents' scores, by words."""

    name: str
    origin: Origin
    documents: int
    words: int
    penalty: float
    score: float | None
    findings: int
    signature: str
    targets: tuple[str, ...]


class Comparison(msgspec.Struct, frozen=True):
    """Everything that a report of a comparison tells. `pairs` come in the order of the first version.

    `fates` count, for each later version, what became of the findings. `notes` say what a reader must know of the
    figures; `uneven` says why the versions were not looked at in the same way, "" where they were.
    """

    sides: tuple[Side, ...]
    pairs: tuple[Paired, ...]
    alone: tuple[Alone, ...]
    faults: tuple[str, ...]
    figures: tuple[Figure, ...]
    fates: tuple[Fates, ...]
    sampling: Sampling
    alpha: float = ALPHA
    notes: tuple[str, ...] = ()
    uneven: str = ""

    def frames(self) -> "dict[str, DataFrame]":
        """The tables `comparison`, `documents` and `changes` as pandas frames: see docs/compare.md."""
        from audit.report.comparison.tables import frames

        return frames(self)

    @property
    def noun(self) -> str:
        """What is paired."""
        tables = all(side.origin in (Origin.TABLE, Origin.FRAME) for side in self.sides)
        return "row" if tables else "document"

    def figure(self, name: str) -> Figure | None:
        """A yardstick by its id."""
        return next((figure for figure in self.figures if figure.id == name), None)

    @property
    def by_change(self) -> list[Paired]:
        """The documents, those that changed most first."""
        return sorted(self.pairs, key=lambda pair: (*(-size for size in pair.moved), pair.same_text))

    @property
    def incomplete(self) -> list[str]:
        """What could not be looked at, in any version."""
        return [
            *self.faults,
            *(f"{item.key}: {item.why}" for item in self.alone if len(item.versions) == len(self.sides)),
            *(
                f"{entry.path}: {entry.unchecked}"
                for pair in self.pairs
                for entry in pair.entries
                if entry.unchecked
            ),
        ]

    @property
    def lost_documents(self) -> list[Alone]:
        """Documents of the first version that a later one lacks."""
        return [item for item in self.alone if 0 in item.versions and len(item.versions) < len(self.sides)]

    def worse(self, names: Iterable[str], anyhow: bool = False) -> list[tuple[Figure, int]]:
        """The yardsticks by which a later version is worse than the first: (figure, version).

        Only where chance does not explain it, unless `anyhow`.
        """
        found = []
        for name in names:
            figure = self.figure(name)
            for number, value in enumerate(figure.values if figure else ()):
                if figure is None or value.difference is None:
                    continue
                lower = value.difference != 0 and (value.difference < 0) is figure.rising
                if value.verdict is Verdict.WORSE or (anyhow and lower):
                    found.append((figure, number))
        return found


def compare(
    versions: Sequence[Version],
    sampling: Sampling,
    alpha: float = ALPHA,
) -> Comparison:
    """Put versions side by side; the first is the one that the others are compared with."""
    paired = pair_up(versions)
    pairs = tuple(
        Paired(key, entries, tuple(changes(entries[0].found, entry.found) for entry in entries[1:]))
        for key, entries in paired.together
    )
    rows = all(version.origin in (Origin.TABLE, Origin.FRAME) for version in versions)
    pieces = all(version.pieces_known for version in versions)
    figures: list[Figure] = []
    notes: list[str] = []
    if pairs:
        figures.append(score_figure(pairs, rows, pieces, sampling, alpha))
        estimate = estimate_figure(pairs, sampling, alpha)
        if estimate is not None:
            figures.append(estimate)
        notes += other_languages(versions, pairs)
        from audit.report.comparison.measured import measured

        more, why = measured(pairs, sampling, alpha)
        figures += more
        notes += why
        scored = [version.name for version in versions if version.only_scores]
        if scored:
            notes.append(
                f"measures need what they are reckoned from, and a report keeps the figures alone ({', '.join(scored)}): "
                "compare the texts"
            )
    fates = []
    for number in range(len(versions) - 1):
        counts = Fates()
        for pair in pairs:
            for change in pair.told[number]:
                counts.add(change)
        fates.append(counts)
    return Comparison(
        tuple(
            side(version, [pair.entries[number] for pair in pairs]) for number, version in enumerate(versions)
        ),
        pairs,
        paired.alone,
        tuple(fault for version in versions for fault in version.faults),
        tuple(figures),
        tuple(fates),
        sampling,
        alpha,
        tuple(notes),
        uneven(versions, pairs),
    )


def side(version: Version, entries: Sequence[Entry]) -> Side:
    """The sums of a version over these entries."""
    words = sum(entry.words for entry in entries)
    weighed = sum((entry.score or 0.0) * entry.words for entry in entries)
    return Side(
        version.name,
        version.origin,
        len(entries),
        words,
        sum(entry.penalty for entry in entries),
        round(weighed / words, 2) if words else None,
        sum(len(entry.found) + entry.unlisted for entry in entries),
        version.signature,
        tuple(sorted({entry.target for entry in entries if entry.target})),
    )


def other_languages(versions: Sequence[Version], pairs: Sequence[Paired]) -> list[str]:
    """What to say where one document was taken to be in different languages."""
    said = []
    for number, version in enumerate(versions[1:], 1):
        other = [pair for pair in pairs if pair.entries[number].target != pair.entries[0].target]
        if other:
            one, two = other[0].entries[0].target or "none", other[0].entries[number].target or "none"
            said.append(
                f"{counted(len(other), 'document')} in another language in {version.name} "
                f"({other[0].key}: {one}, then {two}); name the language with --target"
            )
    return said


def uneven(versions: Sequence[Version], pairs: Sequence[Paired]) -> str:
    """In what the versions were looked at otherwise, in words; "" where they were looked at alike.

    Versions that are audited now differ by what stands beside them alone; what a report was made with, its signature
    tells. Parts that differ from document to document (`*`) tell nothing.
    """
    said = []
    if any(version.origin is Origin.REPORT for version in versions):
        signatures = [version.signature for version in versions if version.signature]
        for name, values in by_name(signatures).items():
            known = {value for value in values if not value.endswith(":*")}
            if name not in OF_DOCUMENTS and len(known) > 1:
                said.append(" / ".join(dict.fromkeys(values)))
    live = [number for number, version in enumerate(versions) if version.origin is not Origin.REPORT]
    lacking: Counter[int] = Counter()
    for pair in pairs:
        beside = [any(piece.source for piece in pair.entries[number].pieces) for number in live]
        if any(beside):
            lacking.update(number for number, has in zip(live, beside, strict=True) if not has)
    for number, count in sorted(lacking.items()):
        said.append(f"{versions[number].name} has no source beside {counted(count, 'document')}, others have")
    return "; ".join(said)
