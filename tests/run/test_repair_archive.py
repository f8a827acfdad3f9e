"""Repairs of an office document: made in its archive, shown by paragraphs, made again from a report."""

from pathlib import Path

import pytest
from readers.office_files import contents, docx, facts, odt, p, r, w

from audit.cli.main import main
from audit.model.document import Document
from audit.model.fix import Edit
from audit.model.settings import Settings
from audit.readers.notation import UnwritableError
from audit.readers.read_document import read_bytes
from audit.repair.new_bytes import new_bytes
from audit.repair.rounds import Wanted
from audit.run.auditor import Auditor
from audit.run.repairs.repair_document import NewFile, Repairer

FAULTY = "The boat in in the bay , and nobody saw it on the pier."
RIGHT = "The boat in the bay, and nobody saw it on the pier."
BODY = p(r("All is well here & there.".replace("&", "&amp;"))) + p(r(FAULTY))
DOCX = docx(BODY, {"footer1.xml": ("footer", w("ftr", p(r("Nothing wrong in the foot of it."))))})
ODT = odt(f"<text:p>All is well here.</text:p><text:p>{FAULTY}</text:p>")


def repaired(data: bytes, name: str) -> NewFile:
    file = Repairer(Settings(target="en"), Wanted()).repair(data, name)
    assert isinstance(file, NewFile)
    return file


@pytest.mark.parametrize(
    ("data", "name", "part"), [(DOCX, "a.docx", "word/document.xml"), (ODT, "a.odt", "content.xml")]
)
def test_only_the_faulty_text_changes(data: bytes, name: str, part: str) -> None:
    file = repaired(data, name)
    assert sorted(file.made) == ["doubled-word", "space-before-mark"]
    assert facts(file.new) == facts(data)
    old, new = contents(data), contents(file.new)
    assert [member for member in old if old[member] != new[member]] == [part]
    assert new[part] == old[part].replace(FAULTY.encode(), RIGHT.encode())
    (paragraph,) = file.paragraphs
    assert (paragraph.part, paragraph.number, paragraph.old, paragraph.new) == (part, 2, FAULTY, RIGHT)
    assert file.edits == ()
    assert not repaired(file.new, name).changed


def test_lines_are_paragraphs() -> None:
    result = Auditor(settings=Settings(target="en")).check_bytes(DOCX, "a.docx")
    assert [(finding.check, finding.line, finding.column) for finding in result.findings] == [
        ("doubled-word", 2, 10),
        ("space-before-mark", 2, 23),
    ]
    for finding in result.findings:
        segment = result.document.segments[finding.line - 1]
        assert segment.text[finding.column - 1 :].startswith(finding.text)


def test_the_diff_and_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.docx").write_bytes(DOCX)
    options = ["--no-config", "-t", "en"]
    assert main(["fix", *options, "-q", "a.docx"]) == 1
    shown = capfdbinary.readouterr().out.decode().splitlines()
    assert shown == [
        "Binary files a/a.docx and b/a.docx differ",
        "  word/document.xml, paragraph 2:",
        f"  - {FAULTY}",
        f"  + {RIGHT}",
    ]
    assert Path("a.docx").read_bytes() == DOCX
    assert main(["check", *options, "--exit-zero", "-q", "--format", "json=r.json", "a.docx"]) == 0
    assert main(["apply", "r.json", "-q"]) == 1
    assert capfdbinary.readouterr().out.decode().splitlines() == shown
    assert main(["apply", "r.json", "--write", "-q"]) == 0
    replayed = Path("a.docx").read_bytes()
    assert replayed == repaired(DOCX, "a.docx").new
    assert main(["apply", "r.json", "--write", "-q"]) == 3  # it is another file now
    Path("a.docx").write_bytes(DOCX)
    assert main(["fix", *options, "--write", "-q", "a.docx"]) == 0
    assert Path("a.docx").read_bytes() == replayed


def test_new_bytes() -> None:
    document = read_bytes(DOCX, "a.docx")
    first, second = document.parts
    with pytest.raises(UnwritableError, match="from one part"):
        new_bytes(document, [Edit(first.end - 1, second.start + 1, "")])
    both = [
        Edit(part.start + document.text[part.start : part.end].index(".<"), 0, "") for part in (first, second)
    ]
    edits = [Edit(edit.start, edit.start + 1, "!") for edit in both]
    assert [s.text[-1] for s in read_bytes(new_bytes(document, edits), "a.docx").segments] == ["!", ".", "!"]
    plain = Document("a.txt", "text", "één", (), "latin-1")
    assert new_bytes(plain, [Edit(0, 1, "e")]) == "eén".encode("latin-1")
    with pytest.raises(UnwritableError, match="latin-1"):
        new_bytes(plain, [Edit(0, 1, "漢")])
