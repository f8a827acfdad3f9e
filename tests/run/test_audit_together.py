"""Records that are audited together come out as each does by itself, however many they are and whoever is beside."""

import random
from collections.abc import Iterator
from typing import Any

import msgspec
import pandas as pd
import pytest

from audit import Auditor
from audit.analysis.pair_view import PairView
from audit.model.check import Check, Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity
from audit.model.result import Outcome, Unreadable
from audit.model.settings import Settings
from audit.readers.units.unit_document import UnitRow
from audit.registry.builtin_checks import builtin_checks
from audit.report.json_report import JsonReport
from audit.run.audit_record import Preparations, Record, audit_together, audit_with

SETTINGS = Settings()


def sides(text: str) -> str | tuple[str, ...]:
    """The plural forms of a side of an example."""
    return tuple(text.split("¦")) if "¦" in text else text


def example_records() -> list[Record]:
    """What every check's examples compare, as rows: many languages, families, faults of every kind."""
    found = []
    for own in builtin_checks():
        for number, example in enumerate(own.examples):
            if example.beside is None or "\n" in example.text:
                continue
            unit = UnitRow(
                sides(example.text),
                sides(example.beside),
                f"{own.id}.{number}",
                example.family,
                example.max_length,
            )
            found.append(
                Record(
                    f"{own.id}-{number}",
                    "t.csv",
                    unit=unit,
                    target_lang=example.language,
                    source_lang=example.source,
                )
            )
    return found


def shown(outcome: Outcome) -> tuple[Any, ...]:
    """Everything that is said of a record."""
    if isinstance(outcome, Unreadable):
        return (outcome,)
    return (
        JsonReport(True).add(outcome),
        outcome.findings,
        outcome.score,
        outcome.unchecked,
        outcome.checks_run,
    )


def audited(records: list[Record], together: int) -> dict[str, tuple[Any, ...]]:
    made = Preparations()
    found = {}
    for start in range(0, len(records), together):
        some = records[start : start + together]
        for record, outcome in zip(some, audit_together(made, some, lambda _: SETTINGS), strict=True):
            found[record.name] = shown(outcome)
    return found


@pytest.mark.parametrize(("together", "seed"), [(2, 1), (7, 2), (10_000, 3)])
def test_however_many_are_taken_together(together: int, seed: int) -> None:
    records = example_records()
    assert len(records) > 200
    made = Preparations()
    alone = {record.name: shown(audit_with(made, SETTINGS, record)) for record in records}
    random.Random(seed).shuffle(records)
    assert audited(records, together) == alone


def test_what_most_rows_do_is_no_habit_of_any() -> None:
    """In one file this would be what the translator does all over; rows are texts of their own."""
    records = [
        Record(
            f"r{number}",
            "t.csv",
            unit=UnitRow(f"Der Zug Nummer {word} ist da", f"The train number {word} is here.", word),
            target_lang="de",
            source_lang="en",
        )
        for number, word in enumerate("zero one two three four five six seven eight nine ten".split())  # noqa: SIM905
    ]
    assert audited(records, 100) == audited(records, 1)
    assert any("missing-end-mark" in row[0] for row in audited(records, 100).values())


def test_faults_and_texts_between_units_keep_their_places() -> None:
    unit = UnitRow("Wo ist die Fähre", "Where is the ferry?", "a")
    records = [
        Record("unit", "t.csv", unit=unit, target_lang="de", source_lang="en"),
        Record("fault", "t.csv", fault="nothing there"),
        Record("text", "t.csv", text="The ferry ferry is late.", target_lang="en"),
        Record("strange", "t.csv", unit=unit, target_lang="no-such-language", source_lang="en"),
        Record(
            "other", "t.csv", unit=msgspec.structs.replace(unit, id="b"), target_lang="de", source_lang="en"
        ),
    ]
    made = Preparations()
    assert audited(records, 9) == {
        record.name: shown(audit_with(made, SETTINGS, record)) for record in records
    }


def checks_of_others() -> tuple[Check, ...]:
    @check(
        id="most-common-length",
        category=Category.MISTRANSLATION,
        severity=Severity.MINOR,
        message="{found}",
        needs=(Need.SOURCE,),
        examples=(
            bad("de", "⟦x⟧", beside="y", source="en"),
            good("de", "xy", beside="y", source="en", why="long"),
        ),
    )
    def most_common_length(view: PairView) -> Iterator[Detection]:
        """Weighs a document as a whole, which nobody has said.

        Why it hurts a reader: it does not.

        Left alone: nothing.
        """
        for index, pair in enumerate(view.pairs):
            if len(view.pairs) == 1:
                yield view.detection(index, 0, len(pair.target.text))

    return (most_common_length,)


def test_checks_of_others_see_row_by_row() -> None:
    frame = pd.DataFrame(
        {"id": [1, 2, 3], "source": ["one", "two", "three"], "target": ["eins", "zwei", "drei"]}
    )
    _, findings = Auditor("de", "en", checks=checks_of_others()).check_frame(frame)
    assert list(findings["id"]) == [1, 2, 3]
