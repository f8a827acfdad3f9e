"""ODT: what is read, from where, and what a repair writes back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit import Auditor
from audit.model.document import Document
from audit.model.errors import UnreadableError
from audit.model.fix import Edit
from audit.model.link import Link
from audit.model.notation import Notation
from audit.model.role import Role
from audit.model.segment import INLINE_OBJECT, Segment
from audit.model.span import Span
from audit.readers.formats import write
from audit.readers.notation import UnwritableError
from audit.readers.read_document import read_bytes
from audit.repair.new_bytes import new_bytes
from readers.office_files import archive, contents, facts, odt, odt_members

AUTOMATIC = (
    '<style:style style:name="T1" style:family="text"><style:text-properties fo:language="fr" fo:country="FR"/>'
    "</style:style>"
    '<style:style style:name="T2" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Heading_20_2"/>'
    '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Illustration"/>'
)
STYLES = (
    '<style:default-style style:family="paragraph"><style:text-properties fo:language="de" fo:country="DE"/>'
    "</style:default-style>"
    '<style:style style:name="Heading_20_2" style:family="paragraph" style:parent-style-name="Heading"/>'
    '<style:style style:name="Illustration" style:family="paragraph" style:parent-style-name="Caption"/>'
    '<style:style style:name="Source_20_Text" style:family="text"/>'
)


def read(body: str, automatic: str = "", styles: str = "", masters: str = "", meta: str = "") -> Document:
    return read_bytes(odt(body, automatic, styles, masters, meta), "a.odt")


def only(body: str, automatic: str = "", styles: str = "") -> Segment:
    (segment,) = read(body, automatic, styles).segments
    return segment


def test_spans_are_one_text_with_exact_places() -> None:
    document = read("<text:p>The br<text:span>idge &amp; the </text:span>ferry.</text:p>")
    (segment,) = document.segments
    assert segment.text == "The bridge & the ferry."
    for number, character in enumerate(segment.text):
        place = segment.map.to_file(number, number + 1)
        assert document.text[place.start : place.end] in (character, "&amp;")
    assert not segment.map.unbroken(3, 8)
    assert segment.path == "content.xml p[1]"
    assert not segment.role_known


def test_breaks_and_marks() -> None:
    body = (
        '<text:p>one<text:s text:c="3"/>two<text:tab/>three<text:line-break/>four<text:soft-page-break/>teen'
        '<text:bookmark text:name="x"/>\n   folded</text:p>'
    )
    assert only(body).text == "one two three fourteen folded"


def test_changes_are_read_as_if_they_were_accepted() -> None:
    body = (
        '<text:tracked-changes><text:changed-region text:id="c"><text:deletion><text:p>old words</text:p>'
        "</text:deletion></text:changed-region></text:tracked-changes>"
        '<text:p>The <text:change text:change-id="c"/><text:change-start text:change-id="d"/>new'
        '<text:change-end text:change-id="d"/> bridge.<office:annotation><text:p>A remark</text:p>'
        "</office:annotation></text:p>"
    )
    assert only(body).text == "The new bridge."


def test_notes_boxes_and_formulas() -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
        "<text:p>A note.</text:p></text:note-body></text:note>"
    )
    box = "<draw:frame><draw:text-box><text:p>In the box.</text:p></draw:text-box></draw:frame>"
    document = read(f"<text:p>The text{note} goes on{box} here.</text:p>")
    assert [segment.text for segment in document.segments] == [
        f"The text goes on{INLINE_OBJECT} here.",
        "A note.",
        "In the box.",
    ]


def test_links_italics_and_code() -> None:
    segment = only(
        '<text:p>Read <text:a xlink:href="https://a.example/">the report</text:a> in '
        '<text:span text:style-name="T2">The Herald</text:span>, then '
        '<text:span text:style-name="Source_20_Text">make</text:span> it.</text:p>',
        AUTOMATIC,
        STYLES,
    )
    assert segment.text == f"Read the report in The Herald, then {INLINE_OBJECT} it."
    assert segment.links == (Link(5, 15, "https://a.example/"),)
    assert segment.cited == (Span(19, 29),)


def test_roles() -> None:
    rows = (
        ("<text:h>A heading</text:h>", Role.HEADLINE),
        ('<text:p text:style-name="P1">Styled so</text:p>', Role.HEADLINE),
        ('<text:p text:style-name="P2">A picture of it</text:p>', Role.CAPTION),
        ("<text:list><text:list-item><text:p>An item</text:p></text:list-item></text:list>", Role.ITEM),
        (
            "<table:table><table:table-row><table:table-cell><text:p>A cell</text:p></table:table-cell>"
            "</table:table-row></table:table>",
            Role.ITEM,
        ),
        (
            "<text:table-of-content><text:index-body><text:p>A heading 3</text:p></text:index-body>"
            "</text:table-of-content>",
            Role.NAVIGATION,
        ),
    )
    document = read("".join(row[0] for row in rows), AUTOMATIC, STYLES)
    assert [segment.role for segment in document.segments] == [row[1] for row in rows]
    assert all(segment.role_known for segment in document.segments)


def test_all_parts_in_reading_order() -> None:
    masters = (
        "<style:master-page><style:header><text:p>Page head</text:p></style:header>"
        "<style:footer><text:p>Page foot</text:p></style:footer></style:master-page>"
    )
    meta = (
        "<dc:title>The title</dc:title><meta:generator>x</meta:generator><meta:keyword>bridges</meta:keyword>"
    )
    document = read("<text:p>The text.</text:p>", masters=masters, meta=meta)
    assert [(segment.text, segment.role) for segment in document.segments] == [
        ("The title", Role.METADATA),
        ("bridges", Role.METADATA),
        ("Page head", Role.NAVIGATION),
        ("Page foot", Role.NAVIGATION),
        ("The text.", Role.BODY),
    ]
    assert [part.name for part in document.parts] == ["meta.xml", "styles.xml", "content.xml"]


def test_languages() -> None:
    document = read(
        "<text:p>Der Verein zeigt am Abend im großen Saal den neuen Film "
        '<text:span text:style-name="T1">Le grand jour</text:span> und danach sprechen alle, die daran mitgewirkt '
        "haben, mit dem Publikum.</text:p>",
        AUTOMATIC,
        STYLES,
    )
    assert document.declared_language == "de-DE"
    assert [segment.language for segment in document.segments] == [None, "fr-FR"]
    assert document.segments[1].text == "Le grand jour"


def test_the_language_of_the_machine_yields_to_a_sure_text() -> None:
    english = (
        "The ferry leaves the harbour at eight in the morning and comes back before it gets dark, because the captain "
        "does not like to cross the strait at night. Most of the people who live on the island work in the town, and "
        "their children go to school there as well. In winter the boat is often late, but nobody on the island has "
        "ever complained about it, since there is no other way to get across."
    )
    data = odt(f"<text:p>{english}</text:p>", styles=STYLES)
    assert Auditor().check_bytes(data, "a.odt").target_language.tag == "en"
    german = odt("<text:p>Die Fähre fährt.</text:p>", styles=STYLES)
    assert Auditor().check_bytes(german, "a.odt").target_language.tag == "de-DE"


def edited(document: Document, number: int, start: int, end: int, new: str) -> Document:
    segment = document.segments[number]
    place = segment.map.to_file(start, end)
    written = write(new, segment.notation, "utf-8")
    return read_bytes(new_bytes(document, [Edit(place.start, place.end, written)]), document.path)


def test_only_the_member_with_the_edit_changes() -> None:
    data = odt("<text:p>The bridge.</text:p>", meta="<dc:title>The title</dc:title>")
    document = read_bytes(data, "a.odt")
    assert document.data == data
    again = edited(document, 1, 4, 10, "R&D <ferry>")
    assert [segment.text for segment in again.segments] == ["The title", "The R&D <ferry>."]
    assert again.data is not None
    assert facts(again.data) == facts(data)
    old, new = contents(data), contents(again.data)
    assert [name for name in old if old[name] != new[name]] == ["content.xml"]
    assert again.data[:38] == data[:38]  # the first member, stored, tells what the file is


@settings(max_examples=100, deadline=None)
@given(
    text=st.text("ab &<>é漢", min_size=1, max_size=9), data=st.data(), new=st.text("xy &<>\"'", max_size=5)
)
def test_an_edit_lands_where_it_should(text: str, data: st.DataObject, new: str) -> None:
    try:
        inner, _ = write(text, "odt-text", "utf-8"), write(new, "odt-text", "utf-8")
    except UnwritableError:
        return
    document = read(f"<text:p>First.</text:p><text:p>x{inner}x</text:p><text:p>Last.</text:p>")
    segment = document.segments[1]
    start = data.draw(st.integers(0, len(segment.text)))
    end = data.draw(st.integers(start, len(segment.text)))
    again = edited(document, 1, start, end, new)
    changed = " ".join((segment.text[:start] + new + segment.text[end:]).split(" ")).strip()
    while "  " in changed:
        changed = changed.replace("  ", " ")
    assert [one.text for one in again.segments] == [one for one in ("First.", changed, "Last.") if one]


@pytest.mark.parametrize("text", ["a\nb", "a\tb", "a  b", "\x01", "\ud800"])
def test_what_has_an_element_of_its_own(text: str) -> None:
    with pytest.raises(UnwritableError):
        write(text, "odt-text", "utf-8")


def test_what_cannot_be_read() -> None:
    members = odt_members("<text:p>Text.</text:p>")
    encrypted = {**members, "META-INF/manifest.xml": "<m><manifest:encryption-data xmlns:manifest='m'/></m>"}
    with pytest.raises(UnreadableError, match="encrypted; save the document without a password"):
        read_bytes(archive(encrypted), "a.odt")
    without = {name: content for name, content in members.items() if name != "content.xml"}
    with pytest.raises(UnreadableError, match=r"content\.xml is missing"):
        read_bytes(archive(without), "a.odt")
    with pytest.raises(UnreadableError, match="no text document"):
        read_bytes(
            archive({**members, "mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "a.odt"
        )
    signed = read_bytes(archive({**members, "META-INF/documentsignatures.xml": "<s/>"}), "a.odt")
    assert signed.segments[0].notation == Notation.READ_ONLY


def test_against_odfpy() -> None:
    pytest.importorskip("odf")
    import io

    from odf import teletype
    from odf.opendocument import OpenDocumentText, load
    from odf.text import H, P, Span

    made = OpenDocumentText()
    made.text.addElement(H(outlinelevel=1, text="A heading"))
    paragraph = P(text="Some words ")
    paragraph.addElement(Span(text="& marks <here>."))
    made.text.addElement(paragraph)
    out = io.BytesIO()
    made.write(out)
    document = read_bytes(out.getvalue(), "a.odt")
    assert [segment.text for segment in document.segments] == ["A heading", "Some words & marks <here>."]
    again = edited(document, 1, 5, 10, "“names”")
    assert again.data is not None
    read_again = load(io.BytesIO(again.data))
    assert [teletype.extractText(one) for one in read_again.getElementsByType(P)] == [
        "Some “names” & marks <here>."
    ]
