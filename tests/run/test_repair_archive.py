"""Repairs of an office document: made in its archive, shown by paragraphs, made again from a report."""

import json
from pathlib import Path

import pytest
from readers.office_files import contents, docx, facts, odt, p, r, w

from audit.analysis.line_index import line_index
from audit.cli.main import main
from audit.model.carrier import Carrier
from audit.model.document import Document
from audit.model.fix import Edit, Fix, Safety
from audit.model.settings import Settings
from audit.readers.notation import UnwritableError
from audit.readers.read_document import read_bytes
from audit.repair.fix_in_file import fix_in_file
from audit.repair.new_bytes import new_bytes
from audit.repair.rounds import Wanted
from audit.report.inline_objects import shown_object
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


def texts(data: bytes) -> list[str]:
    return [segment.text for segment in read_bytes(data, "a.docx").segments]


def test_a_repair_of_text_that_is_cut_into_runs() -> None:
    cut = p(
        r("The boat in "),
        r("i", "<w:b/>"),
        '<w:bookmarkStart w:id="1"/>',
        r("n the bay"),
        r(" , and nobody saw it."),
    )
    file = repaired(docx(cut), "a.docx")
    assert texts(file.new) == ["The boat in the bay, and nobody saw it."]
    assert contents(file.new)["word/document.xml"].count(b"<w:bookmarkStart") == 1
    # Only within runs that keep a space at their end.
    loose = p(
        r("Along the shore the boat, "), r("which", keeps=False), r(" was in in", keeps=False), r(" the bay.")
    )
    assert texts(repaired(docx(loose), "a.docx").new)[0].startswith("Along the shore the boat, which")


def test_a_mark_between_runs() -> None:
    document = read_bytes(docx(p("<w:r><w:t>one</w:t><w:tab/><w:t>two</w:t></w:r>")), "a.docx")
    (segment,) = document.segments
    carrier = Carrier(0, segment.text, segment.map, segment.notation)
    fix = fix_in_file(document, lambda _: carrier, Fix((Edit(3, 3, ","),), Safety.SAFE))
    assert fix is not None
    assert texts(new_bytes(document, fix.edits)) == ["one, two"]
    assert fix_in_file(document, lambda _: carrier, Fix((Edit(3, 4, ","),), Safety.SAFE)) is None
    assert fix_in_file(document, lambda _: carrier, Fix((Edit(2, 5, ","),), Safety.SAFE)) is None


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


def test_nothing_is_written_into_code() -> None:
    code = r("make", '<w:rStyle w:val="HTMLCode"/>')
    styles = w(
        "styles", '<w:style w:type="character" w:styleId="HTMLCode"><w:name w:val="HTML Code"/></w:style>'
    )
    document = read_bytes(docx(p(r("Run "), code), {"styles.xml": ("styles", styles)}), "a.docx")
    (segment,) = document.segments
    carrier = Carrier(0, segment.text, segment.map, segment.notation)
    assert fix_in_file(document, lambda _: carrier, Fix((Edit(5, 5, "."),), Safety.SAFE)) is None
    assert shown_object(document, segment, 4) == "make"


def test_paragraphs_are_found_behind_notes_in_them() -> None:
    note = "<text:note><text:note-body><text:p>A note.</text:p></text:note-body></text:note>"
    document = read_bytes(
        odt(f"<text:p>One &amp; two{note} and three.</text:p><text:p>Last.</text:p>"), "a.odt"
    )
    assert [segment.text for segment in document.segments] == ["One & two and three.", "A note.", "Last."]
    index = line_index(document)
    for number, segment in enumerate(document.segments):
        for column in range(len(segment.text)):
            assert index.place(segment.map.to_file(column, column + 1).start) == (number + 1, column + 1)
    assert index.place(0) == (1, 1)
    assert line_index(read_bytes(b"one\ntwo", "a.txt")).place(5) == (2, 2)


def test_services_are_told_no_places_of_an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.docx").write_bytes(DOCX)
    options = ["check", "--no-config", "-t", "en", "--exit-zero", "-q", "a.docx"]
    assert main([*options, "--format", "sarif=a.sarif", "--format", "rdjson=a.rdjson"]) == 0
    for result in json.loads(Path("a.sarif").read_text("utf-8"))["runs"][0]["results"]:
        assert "fixes" not in result
        assert "<w:" not in json.dumps(result)
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 2
    for item in json.loads(Path("a.rdjson").read_text("utf-8"))["diagnostics"]:
        assert "suggestions" not in item
        assert item["location"] == {"path": "a.docx"}
