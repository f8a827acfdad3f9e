"""Archives that are damaged, odd or hostile are refused by name, with what to do."""

import io
import struct
import zipfile
import zlib

import pytest
from hostile import LENGTH, must_end
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.model.errors import UnreadableError
from audit.readers.office.rewrite_archive import rewritten
from audit.readers.office.zip_members import Archive
from audit.readers.read_document import read_bytes
from readers.office_files import archive, contents, docx, docx_members, facts, p, r

MEMBERS = docx_members(p(r("The bridge is open.")))
GOOD = archive(MEMBERS)
MAIN = "word/document.xml"


def refused(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableError, match=why) as caught:
        read_bytes(data, "a.docx", "docx")
    message = str(caught.value)
    assert message.startswith("a.docx")
    assert ";" in message or ":" in message


def with_member(name: str, content: bytes | str = b"x") -> bytes:
    return archive({**MEMBERS, name: content})


@pytest.mark.parametrize(
    "name", ["../evil.xml", "/etc/x", "a/../../b", "C:x.xml", "a\\b.xml", "word/\x01.xml", ".."]
)
def test_names_that_lead_out(name: str) -> None:
    refused(with_member(name), "leads out of the archive")


def test_members_twice() -> None:
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr(MAIN, "<x/>")
    refused(out.getvalue(), "holds word/document.xml twice")
    refused(with_member("Word/Document.xml"), "differ in capitals only")


def test_bombs() -> None:
    refused(with_member("word/media/a.bin", bytes(20_000_000)), "as a zip bomb does")
    refused(archive({**MEMBERS, MAIN: bytes(20_000_000)}), "as a zip bomb does")
    many = archive({**MEMBERS, **{f"a/{number}": b"" for number in range(10_001)}})
    refused(many, "more than 10,000")


def test_a_size_that_is_a_lie() -> None:
    real = MEMBERS[MAIN]
    assert isinstance(real, str)
    size = len(real.encode())
    for claimed in (size - 1, size + 1, 1):
        data = GOOD.replace(struct.pack("<L", size), struct.pack("<L", claimed))
        assert data != GOOD
        refused(data, "damaged or longer|ends too early")


def test_a_member_that_unpacks_without_end_is_stopped() -> None:
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = pack.compress(bytes(50_000_000)) + pack.flush()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in MEMBERS.items():
            file.writestr(name, packed if name == MAIN else content)
    data = bytearray(out.getvalue())
    for mark, method, size in ((b"PK\3\4", 8, 22), (b"PK\1\2", 10, 24)):
        place = -1
        while (place := data.find(mark, place + 1)) >= 0:
            length = 30 if mark == b"PK\3\4" else 46
            if data[place + length : place + length + len(MAIN)] == MAIN.encode():
                struct.pack_into("<H", data, place + method, 8)
                struct.pack_into("<L", data, place + size, 1000)
    refused(bytes(data), "damaged or longer")


def test_members_that_share_bytes() -> None:
    data = bytearray(GOOD)
    first = data.find(b"PK\1\2")
    second = data.find(b"PK\1\2", first + 4)
    third = data.find(b"PK\1\2", second + 4)
    assert third > 0
    # The first member says that its data reaches into the second one.
    local = struct.unpack_from("<L", data, second + 42)[0]
    struct.pack_into("<L", data, first + 20, local)
    refused(bytes(data), "shares bytes|two different things|damaged")


def test_encrypted_members_and_documents() -> None:
    data = bytearray(GOOD)
    struct.pack_into("<H", data, data.find(b"PK\1\2") + 8, 1)
    refused(bytes(data), "is encrypted; save the document without a password")
    refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office document, or one with a password")


def test_what_is_missing() -> None:
    for name in ("[Content_Types].xml", "_rels/.rels", MAIN):
        without = {key: value for key, value in MEMBERS.items() if key != name}
        refused(archive(without), "missing")
    refused(b"", "does not begin as a ZIP archive")
    refused(b"PK\5\6" + bytes(18), "missing")
    refused(b"no archive at all", "does not begin as a ZIP archive")


def test_entities_and_broken_xml() -> None:
    for declared in ('<!ENTITY a "b">', '<!ENTITY a SYSTEM "file:///x">', '<!ENTITY % a "b">'):
        refused(archive({**MEMBERS, MAIN: f"<!DOCTYPE w [{declared}]><w/>"}), "declares entities")
    refused(archive({**MEMBERS, MAIN: "<w:document xmlns:w='w'><w:p>"}), "XML is broken")
    refused(archive({**MEMBERS, MAIN: b"\x00\x01\x02" * 500}), "binary")
    deep = "<w:r>" * 5000 + "</w:r>" * 5000
    refused(archive({**MEMBERS, MAIN: f"<w:document xmlns:w='w'>{deep}</w:document>"}), "inside each other")


def test_cut_and_prepended() -> None:
    for length in (10, 100, len(GOOD) // 2, len(GOOD) - 1):
        refused(GOOD[:length], "a.docx")
    refused(b"PK\3\4" + GOOD, "stand before|not where")
    refused(GOOD + b"more", "its end is missing")


@settings(max_examples=300, deadline=None)
@given(
    place=st.integers(0, len(GOOD) - 1),
    change=st.sampled_from([b"\xff", b"\0", b"\x01\x80", b"", b"PK\1\2", b"\xff\xff\xff\xff"]),
    cut=st.integers(0, 4),
)
def test_damage_is_never_an_error_of_ours(place: int, change: bytes, cut: int) -> None:
    data = GOOD[:place] + change + GOOD[place + cut :]
    try:
        document = read_bytes(data, "a.docx", "docx")
    except UnreadableError:
        return
    assert document.data == data


def rewrite(data: bytes, **contents: bytes) -> bytes:
    return rewritten(Archive(data, "a"), contents)


def test_an_archive_written_as_it_was() -> None:
    assert rewrite(GOOD) == GOOD
    comment = io.BytesIO(GOOD)
    with zipfile.ZipFile(comment, "a") as file:
        file.comment = b"a word at the end"
    assert rewrite(comment.getvalue()) == comment.getvalue()


@pytest.mark.parametrize("kind", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_one_member_changed(kind: int) -> None:
    class Stream(io.BytesIO):  # where nobody can go back the sizes follow the data
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    for out in (io.BytesIO(), Stream()):
        with zipfile.ZipFile(out, "w", kind) as file:
            for name in ("one", "two", "три"):
                file.writestr(zipfile.ZipInfo(name, (2001, 2, 3, 4, 5, 6)), name.encode() * 50, kind)
        data = out.getvalue()
        new = rewrite(data, two=b"something else " * 9)
        assert facts(new) == facts(data)
        assert contents(new) == {**contents(data), "two": b"something else " * 9}
        assert rewrite(new) == new


def test_a_document_in_a_file_of_another_name_is_found() -> None:
    assert read_bytes(docx(p(r("Text."))), "letter").format == "docx"
    with pytest.raises(UnreadableError, match="not known"):
        read_bytes(archive({"a.txt": "x"}), "a.zip")


@must_end
@pytest.mark.parametrize(
    "unit",
    [
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>x</w:instrText></w:r>',
        "<w:r><w:t>\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n</w:t></w:r>",
        '<w:r><w:rPr><w:lang w:val="fr-FR"/></w:rPr><w:t>a</w:t></w:r><w:r><w:t> </w:t></w:r>',
        '<w:r><w:rPr><w:lang w:val="fr-FR"/></w:rPr><w:t>a (</w:t></w:r><w:r><w:t>b</w:t><w:tab/></w:r>',
        "<w:r><mc:AlternateContent><mc:Fallback/></mc:AlternateContent></w:r>",
        "<w:hyperlink/><w:r><w:t>&amp;</w:t></w:r>",
    ],
)
def test_hostile_paragraphs(unit: str) -> None:
    body = f"<w:p>{unit * (LENGTH // len(unit))}</w:p>"
    document = read_bytes(archive(docx_members(body), ("word/document.xml",)), "a.docx")
    assert document.format == "docx"
    breaks = "\n" * LENGTH
    read_bytes(
        archive(docx_members(f"<w:p><w:r><w:t>{breaks}</w:t></w:r></w:p>"), ("word/document.xml",)), "a.docx"
    )
