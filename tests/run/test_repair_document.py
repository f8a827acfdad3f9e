"""Repairs prove themselves: nothing else changes, nothing new appears, nothing safe is left."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.cli.main import main
from audit.excuses.renew_baseline import write_baseline
from audit.model.baseline_entry import BaselineEntry
from audit.model.result import Unreadable
from audit.model.settings import Settings
from audit.repair.rounds import Wanted
from audit.run.auditor import Auditor
from audit.run.repairs.repair_document import NewFile, Repairer

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLES = sorted((ROOT / "samples" / "dirty").iterdir())


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    sys.path.insert(0, str(ROOT / "tools"))  # where its own modules lie
    spec = importlib.util.spec_from_file_location("measure_fix", ROOT / "tools" / "measure_fix.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["measure_fix"] = module
    spec.loader.exec_module(module)
    return module


def repaired(text: str, *, suggested: bool = False, name: str = "a.txt", **settings: object) -> NewFile:
    chosen = Settings(target="en", **settings)  # type: ignore[arg-type]
    file = Repairer(chosen, Wanted(suggested)).repair(text.encode(), name)
    assert isinstance(file, NewFile)
    return file


@pytest.mark.parametrize("suggested", [False, True], ids=["safe", "suggested"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_samples(tool: ModuleType, path: Path, suggested: bool) -> None:
    wanted = Wanted(suggested)
    wrong, _ = tool.faults(path.name, path.read_bytes(), Repairer(Settings(), wanted), wanted)
    assert wrong == []


@pytest.mark.parametrize("suggested", [False, True], ids=["safe", "suggested"])
def test_generated_documents(tool: ModuleType, suggested: bool) -> None:
    wanted = Wanted(suggested)
    repairer = Repairer(Settings(), wanted)
    for number in range(40):
        name, data = tool.generated(number)
        wrong, file = tool.faults(name, data, repairer, wanted)
        assert wrong == []
        assert file is not None


def test_overlapping_repairs_take_rounds() -> None:
    file = repaired("The boat lay at at at , they said, the old pier, and came back late.\n")
    assert file.new == b"The boat lay at, they said, the old pier, and came back late.\n"
    assert file.not_made == ()


def test_a_repair_that_reveals_another_fault_is_withdrawn() -> None:
    text = "The ferry leaves at nine in the morning from here. The ferry leaves at nine in in the morning from here.\n"
    file = repaired(text)
    assert not file.changed
    assert [(item.check, item.line) for item in file.not_made] == [("doubled-word", 1)]
    assert "repeated-sentence" in file.not_made[0].why


def test_selected_checks_alone_are_repaired_but_all_have_a_say() -> None:
    text = "The boat lay in in the bay , and nobody saw it arrive at the pier.\n"
    assert repaired(text, select=("doubled-word",)).new == text.replace("in in", "in").encode()
    twice = "The ferry leaves at nine in the morning from here. The ferry leaves at nine in in the morning from here.\n"
    assert not repaired(twice, select=("doubled-word",)).changed


def test_a_finding_of_the_baseline_keeps_no_repair_of_its_sentence_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("a.txt")
    path.write_text("The boat had had a hole , and it lay lay in the bay. The crew sat sat on deck.\n")
    assert main(["baseline", "-t", "en", "-q", "a.txt"]) == 0
    options = ["-t", "en", "--baseline", "audit-baseline.json"]
    assert main(["fix", *options, "a.txt"]) == 0
    # One more fault in the first sentence, and a sentence more: the rest of the baseline still holds.
    now = "The crew sat sat on deck. It was was late , they said.\n"
    path.write_text(now)
    capsys.readouterr()
    assert main(["fix", *options, "--write", "a.txt"]) == 0
    assert path.read_text() == "The crew sat sat on deck. It was late, they said.\n"
    assert "will count again" not in capsys.readouterr().err
    # In the sentence of an accepted finding: it is left alone, and what becomes of it is said.
    path.write_text("The crew sat sat on deck when it was late.\n")
    main(["baseline", "-t", "en", "-q", "--update", "a.txt"])
    revived = baselined("The crew sat sat on deck when it was was late.\n", "The crew sat sat")
    assert revived == ("The crew sat sat on deck when it was late.\n", 1)


def baselined(text: str, accepted: str) -> tuple[str, int]:
    """The text after its safe repairs when the doubled words that begin in `accepted` are in the baseline, and how
    many of those count again."""
    found = Auditor(target="en").check_text(text).findings
    end = text.index(accepted) + len(accepted)
    entries = tuple(
        BaselineEntry(item.fingerprint, item.check, "a.txt", item.text, None, None)
        for item in found
        if item.start < end
    )
    assert entries
    write_baseline(Path("given.json"), entries)
    file = repaired(text, baseline="given.json")
    return file.new.decode(), file.revived


@pytest.mark.parametrize(
    ("text", "accepted", "new"),
    [
        ("The ferry ferry left at at nine.\n", "The ferry ferry", "The ferry ferry left at nine.\n"),
        (
            "The ferry left left . Nobody saw it it go.\n",
            "The ferry left left",
            "The ferry left left. Nobody saw it go.\n",
        ),
        (
            "The boat at at was was late , in in in the bay.\n",
            "The boat at at",
            "The boat at at was late, in the bay.\n",
        ),
    ],
)
def test_accepted_findings_are_left_alone_through_all_rounds(
    text: str, accepted: str, new: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    after, revived = baselined(text, accepted)
    assert (after, revived) == (new, int("Nobody" not in text))


def test_a_suggested_repair_causes_no_new_finding_either() -> None:
    text = "The boat lay in the bay at noon noon. The boat lay in the bay at noon.\n"
    file = repaired(text, suggested=True)
    assert not file.changed
    assert [item.check for item in file.not_made] == ["doubled-word"]
    assert "repeated-sentence" in file.not_made[0].why


def test_possible_findings_are_left_alone_unless_asked_for() -> None:
    assert not Wanted().possible


def test_a_file_that_cannot_be_had_back_is_refused() -> None:
    data = "\ufeffThe boat lay in in the bay at noon.\n".encode("utf-16-le") + b"\x00\xd8"
    file = Repairer(Settings(target="en"), Wanted()).repair(data, "a.txt")
    assert isinstance(file, Unreadable)
    assert "utf-16" in file.why


def test_what_cannot_be_checked_is_said() -> None:
    file = Repairer(Settings(), Wanted()).repair(b"\n", "a.txt")
    assert isinstance(file, NewFile)
    assert not file.changed
    assert [item.fatal for item in file.unchecked] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffThe boat lay in in the bay.\r\n\r\nIt was seen by by nobody\r\n",
        "The boat lay in in the bay.\rIt was late.\r",
        "\N{GRINNING FACE} The boat lay in in the bay \N{FAMILY}\N{ZERO WIDTH JOINER}\N{GIRL}",
        "The boat lay in in the bay with 5 kg\tof tar  and   more.\n\n\n",
    ],
)
def test_every_other_byte_stays(text: str) -> None:
    assert repaired(text).new.decode() == text.replace("in in", "in").replace("by by", "by")


def test_thousands_of_repairs() -> None:
    sentence = "The boat number {0} came in , and nobody saw it.\n\n"
    text = "".join(sentence.format(number) for number in range(4500))
    file = repaired(text)
    assert file.new.decode() == text.replace(" ,", ",")


def test_a_killed_run_leaves_whole_files(tool: ModuleType) -> None:
    assert tool.kill_test(6, files=12) == []


SCRAPS = """
The boat at at the the . , ! ( ) “ ” " don't do n't — - 12,5 &amp; &nbsp; &#8203; &amp;quot;
<b> </b> <br> <p> </p> * ** _ ` [] <img\talt="a\ta\t,\tb"> <!-- > 1. # \u200b \u00a0 \u2028 \x0c
\N{SMILING FACE WITH SUNGLASSES} e\u0301 слово teаches Ã© @@ said \\ \ufeff ！
""".replace("\n", " ").split(" ")
BLANKS = ["", " ", " ", " ", "\n", "\r\n", "\n\n", "  \n"]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(SCRAPS), st.sampled_from(BLANKS)), min_size=3, max_size=50),
    st.sampled_from(["a.txt", "a.md", "a.html"]),
    st.sampled_from(["utf-8", "utf-16", "cp1251", "shift_jis", "iso2022_jp"]),
    st.booleans(),
)
def test_any_text(
    tool: ModuleType, scraps: list[tuple[str, str]], name: str, encoding: str, suggested: bool
) -> None:
    data = "".join(scrap + blank for scrap, blank in scraps).encode(encoding, "ignore")
    wanted = Wanted(suggested, suggested)
    wrong, _ = tool.faults(name, data, Repairer(Settings(target="en"), wanted), wanted)
    assert [fault for fault in wrong if "not read" not in fault] == []


def test_a_repair_after_which_nobody_could_tell_the_encoding_is_not_made(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("！ &amp;quot;".encode("shift_jis"))
    outcome = Repairer(Settings(), Wanted()).repair(file.read_bytes(), str(file))
    assert isinstance(outcome, NewFile | Unreadable)
