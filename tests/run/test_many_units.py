"""Files of many units: looked at piece by piece, with lists that are long enough."""

import random

import pytest

from audit.analysis import text_view
from audit.analysis.pairs.copies import is_whole_copy, whole_copies
from audit.analysis.pairs.said_text import _GROUPS, SEPARATOR, _blanked, _code, said
from audit.analysis.text_view import lowered
from audit.model.settings import Settings
from audit.one import run_checks
from audit.one.audit_document import audit_document
from audit.one.choices import Choices
from audit.one.draft import draft_of
from audit.one.step_back import MOST_OF_A_CHECK, most_listed
from audit.readers.units.unit_document import UnitRow, unit_document

PAIRS = (
    ("%d ferries left", "Fähren sind weg"),
    ("Open the harbour map", "Open the harbour map"),
    ("Where is the ferry?", "Wo ist die Fähre?"),
    ("Do not open the door at night", "Öffnen Sie die Tür in der Nacht"),
    ("It costs 20 euros", "Es kostet 30 Euro"),
    ("Departure {number}", "Abfahrt {number}"),
)
EVERY_KIND = tuple(group for group, _ in _GROUPS)  # of code


def test_pieces_give_the_findings_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [UnitRow(target, source, f"{n}-{source}") for n in range(8) for source, target in PAIRS]
    rows.append(
        UnitRow("Abreise {number}", "Departure {number}", "other")
    )  # unlike the first of them, far away
    choices = Choices(Settings(target="de", source="en"))
    whole = audit_document(unit_document(rows), choices)
    monkeypatch.setattr(run_checks, "AT_ONCE", 7)
    pieces = audit_document(unit_document(rows), choices)
    assert len(whole.findings) > 20
    assert {finding.check for finding in whole.findings} >= {
        "inconsistent-translation",
        "missing-placeholder",
    }
    assert pieces.findings == whole.findings
    assert pieces.score == whole.score


def test_a_check_that_breaks_in_every_piece_is_reported_once(monkeypatch: pytest.MonkeyPatch) -> None:
    import msgspec

    from audit.registry.builtin_checks import builtin_checks

    def broken(view: object) -> list[object]:
        raise RuntimeError("no")

    check = next(check for check in builtin_checks() if check.id == "missing-placeholder")
    check = msgspec.structs.replace(check, run=broken)
    monkeypatch.setattr(run_checks, "AT_ONCE", 2)
    rows = [UnitRow(target, source, source) for source, target in PAIRS]
    result = audit_document(unit_document(rows), Choices(Settings(target="de", source="en"), [check]))
    assert [item.what for item in result.unchecked] == ["check missing-placeholder"]


def test_lists_grow_with_the_file() -> None:
    assert most_listed(0) == most_listed(5_000) == MOST_OF_A_CHECK
    assert most_listed(100_000) > 3 * MOST_OF_A_CHECK


@pytest.mark.parametrize(
    "text",
    [
        "Plain words, with marks. And a second sentence: of course; yes (no).",
        "Use {name}, %s and $HOME or ${x}; see <b>this</b> &amp; that\\n",
        "Run --help or -v, open /etc/fstab, C:\\Windows or `ls`.",
        "Write to a@example.org, see https://example.org/x and www.example.org.",
        "set off|on, name=value, key:value, a,b, file.txt, call() now, a::b, snake_case, camelCase, :name",
        "{count, plural, one {# file} other {# files}}",
        "urn:isbn:1 mailto:x tel:1 $t(key) ~/.config ../up _hidden_",
    ],
)
def test_code_is_found_wherever_it_stands(text: str) -> None:
    for whole in (text, SEPARATOR.join(["Nothing here", text, "", text])):
        assert said(whole) == _code(EVERY_KIND).sub(_blanked, whole)


def test_a_capital_that_grows_keeps_its_place() -> None:
    assert lowered("İZMİR VE ŞIRNAK") == "İzmİr ve şirnak"
    assert len(lowered("İ" * 5 + "A")) == 6


def test_a_long_text_is_cut_into_words_as_a_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_view, "PIECE", 5)
    drawn = random.Random(7)
    for length in range(300):
        text = "".join(drawn.choices("ab \x00\x00.1", k=length % 60))
        pattern = text_view.word_pattern(False)
        assert text_view.parts_of(text, pattern) == pattern.split(text)


def test_a_copy_is_one_wherever_it_is_asked_for() -> None:
    rows = [UnitRow(target, source, str(n)) for n, (source, target) in enumerate(PAIRS)]
    draft = draft_of(unit_document(rows), Choices(Settings(target="de", source="en")))
    view = draft.pairs
    assert view is not None
    copies = {copy.pair for copy in whole_copies(view)}
    assert copies == {index for index in range(len(rows)) if is_whole_copy(view, index)} == {1}
