"""DOCX: what is read, from where, and what a repair writes back."""

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.model.document import Document
from audit.model.fix import Edit
from audit.model.link import Link
from audit.model.notation import Notation
from audit.model.role import Role
from audit.model.segment import INLINE_OBJECT, Segment
from audit.model.span import Span
from audit.readers.detect_format import found_in_folders
from audit.readers.formats import FORMATS, write
from audit.readers.notation import UnwritableError
from audit.readers.office.office_notation import check_docx_places
from audit.readers.read_document import read_bytes
from audit.repair.fix_in_file import encoding_at, fits
from audit.repair.new_bytes import new_bytes
from readers.office_files import archive, contents, docx, docx_members, facts, p, r, relations, w


def read(body: str, parts: dict[str, tuple[str, str | bytes]] | None = None) -> Document:
    return read_bytes(docx(body, parts), "a.docx")


def texts(document: Document) -> list[str]:
    return [segment.text for segment in document.segments]


def only(body: str, parts: dict[str, tuple[str, str | bytes]] | None = None) -> Segment:
    (segment,) = read(body, parts).segments
    return segment


def test_runs_are_one_text_with_exact_places() -> None:
    document = read(p(r("The br"), r("idge &amp; the "), "<w:proofErr/>", r("ferry.", "<w:b/>")))
    (segment,) = document.segments
    assert segment.text == "The bridge & the ferry."
    for number, character in enumerate(segment.text):
        place = segment.map.to_file(number, number + 1)
        assert document.text[place.start : place.end] in (character, "&amp;")
    assert not segment.map.unbroken(3, 8)
    assert segment.map.unbroken(6, 12)
    assert segment.role is Role.BODY
    assert not segment.role_known
    assert segment.path == "word/document.xml p[1]"


def test_breaks_tabs_hyphens_and_marks() -> None:
    run = (
        "<w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t><w:noBreakHyphen/><w:t>four</w:t>"
        '<w:softHyphen/><w:t>teen</w:t><w:footnoteReference w:id="2"/><w:lastRenderedPageBreak/><w:t>.</w:t></w:r>'
    )
    assert only(p(run)).text == "one two three-fourteen."


def test_white_space_at_the_ends_counts_only_where_it_is_kept() -> None:
    assert only(p(r("one "), r("two"))).text == "one two"
    assert only(p(r("one ", keeps=False), r("two", keeps=False))).text == "onetwo"


def test_fields_show_their_results() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://a.example/b" '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{r("the page")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    segment = only(p(r("See "), field, r(" and "), f'<w:fldSimple w:instr="PAGE">{r("7")}</w:fldSimple>'))
    assert segment.text == "See the page and 7"
    assert segment.links == (Link(4, 12, "https://a.example/b"),)


def test_changes_are_read_as_if_they_were_accepted() -> None:
    body = p(
        r("The "),
        f'<w:del w:id="1"><w:r><w:delText>old </w:delText></w:r>{r("gone ")}</w:del>',
        f'<w:ins w:id="2">{r("new ")}</w:ins>',
        f'<w:moveFrom w:id="3">{r("here ")}</w:moveFrom><w:moveTo w:id="4">{r("there")}</w:moveTo>',
    )
    assert only(body).text == "The new there"


def test_links_and_italics() -> None:
    segment = only(
        p(
            r("Read "),
            f'<w:hyperlink r:id="rId1">{r("the report")}</w:hyperlink>',
            r(" in "),
            r("The Herald", "<w:i/>"),
            r(" or ", '<w:i w:val="0"/>'),
            f'<w:hyperlink w:anchor="top">{r("above")}</w:hyperlink>',
        ),
        {"https://a.example/": ("hyperlink", "")},
    )
    assert segment.text == "Read the report in The Herald or above"
    assert segment.links == (Link(5, 15, "https://a.example/"), Link(33, 38, "#top"))
    assert segment.cited == (Span(19, 29),)


def test_objects() -> None:
    formula = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    assert only(p(r("The value "), formula, r(" is small."))).text == f"The value {INLINE_OBJECT} is small."
    assert only(p("<w:r><w:drawing/></w:r>", r("Beside a picture."))).text == "Beside a picture."


STYLES = w(
    "styles",
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="de-DE"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="berschrift1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Level"><w:name w:val="Level"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="Cap"><w:name w:val="caption"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Toc"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Dots"><w:name w:val="Dots"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr>'
    "</w:pPr></w:style>"
    '<w:style w:type="character" w:styleId="Em"><w:name w:val="Em"/><w:rPr><w:i/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Verbatim"><w:name w:val="HTML Code"/></w:style>',
)


def test_roles() -> None:
    rows = (
        (p(r("A heading"), style="berschrift1"), Role.HEADLINE, True),
        (p(r("One of mine"), style="Mine"), Role.HEADLINE, True),
        (p(r("By its level"), style="Level"), Role.HEADLINE, True),
        (p(r("A picture of it"), style="Cap"), Role.CAPTION, True),
        (p(r("Contents 3"), style="Toc"), Role.NAVIGATION, True),
        (p(r("With dots"), style="Dots"), Role.ITEM, True),
        (
            p(r("Without dots"), style="Dots", more='<w:numPr><w:numId w:val="0"/></w:numPr>'),
            Role.BODY,
            False,
        ),
        (p(r("Numbered"), more='<w:numPr><w:numId w:val="1"/></w:numPr>'), Role.ITEM, True),
        (p(r("Round and round"), style="Loop"), Role.BODY, False),
        (f"<w:tbl><w:tr><w:tc>{p(r('A cell'))}</w:tc></w:tr></w:tbl>", Role.ITEM, True),
        (f"<w:sdt><w:sdtContent>{p(r('In a control'))}</w:sdtContent></w:sdt>", Role.BODY, False),
    )
    document = read("".join(row[0] for row in rows), {"styles.xml": ("styles", STYLES)})
    assert [(segment.role, segment.role_known) for segment in document.segments] == [row[1:] for row in rows]


def test_styles_of_characters() -> None:
    body = p(
        r("Run ", ""),
        r("make", '<w:rStyle w:val="Verbatim"/>'),
        r(" in "),
        r("Home", '<w:rStyle w:val="Em"/>'),
    )
    segment = only(body, {"styles.xml": ("styles", STYLES)})
    assert segment.text == f"Run {INLINE_OBJECT} in Home"
    assert segment.cited == (Span(9, 13),)


def test_all_parts_in_reading_order() -> None:
    members = docx_members(
        p(r("The text.")),
        {
            "footer1.xml": ("footer", w("ftr", p(r("Page foot")))),
            "header1.xml": ("header", w("hdr", p(r("Page head")))),
            "footnotes.xml": (
                "footnotes",
                w("footnotes", f'<w:footnote w:id="2">{p(r("A note."))}</w:footnote>'),
            ),
            "styles.xml": ("styles", STYLES),
        },
        (("rId9", "metadata/core-properties", "docProps/core.xml"),),
    )
    members["docProps/core.xml"] = (
        '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The title</dc:title>'
        "<dc:creator>Nobody</dc:creator><dc:description>A &lt;short&gt; one</dc:description></cp:coreProperties>"
    )
    document = read_bytes(archive(members), "a.docx")
    assert [(segment.text, segment.role) for segment in document.segments] == [
        ("The title", Role.METADATA),
        ("A <short> one", Role.METADATA),
        ("Page head", Role.NAVIGATION),
        ("The text.", Role.BODY),
        ("A note.", Role.BODY),
        ("Page foot", Role.NAVIGATION),
    ]
    assert [part.name for part in document.parts] == [
        "docProps/core.xml",
        "word/header1.xml",
        "word/document.xml",
        "word/footnotes.xml",
        "word/footer1.xml",
    ]
    for part in document.parts:
        raw = members[part.name]
        assert document.text[part.start : part.end] == (raw if isinstance(raw, str) else raw.decode())
    assert document.declared_language == "de-DE"


def test_a_part_is_read_once_whatever_it_is_called() -> None:
    members = docx_members(p(r("The text.")))
    members["word/_rels/document.xml.rels"] = relations(
        ("rId1", "header", "document.xml"),
        ("rId2", "footnotes", "document.xml"),
        ("rId3", "styles", "document.xml"),
    )
    document = read_bytes(archive(members), "a.docx")
    assert [part.name for part in document.parts] == ["word/document.xml"]
    assert [(segment.text, segment.role) for segment in document.segments] == [("The text.", Role.BODY)]


def test_the_language_of_the_settings_is_the_last_resort() -> None:
    settings_part = w("settings", '<w:themeFontLang w:val="pl-PL" w:eastAsia="ja-JP"/>')
    assert read(p(r("Tekst.")), {"settings.xml": ("settings", settings_part)}).declared_language == "pl-PL"
    none = settings_part.replace("pl-PL", "x-none")
    assert read(p(r("Tekst.")), {"settings.xml": ("settings", none)}).declared_language is None


def test_programs_that_name_themselves_are_not_read() -> None:
    members = docx_members(p(r("Text.")), root=(("rId9", "metadata/core-properties", "docProps/core.xml"),))
    core = (
        '<c:coreProperties xmlns:c="c" xmlns:dc="d"><dc:title>A</dc:title>'
        "<dc:description>{}</dc:description></c:coreProperties>"
    )
    for description, number in (("generated by writer-lib 1.2", 2), ("How cheese is generated by cows", 3)):
        members["docProps/core.xml"] = core.format(description)
        assert len(read_bytes(archive(members), "a.docx").segments) == number


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{p(r('In the box.'))}</w:txbxContent>"
    twice = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    alone = f"<w:r><w:pict><v:textbox>{box.replace('In', 'On')}</v:textbox></w:pict></w:r>"
    document = read(p(r("Around it."), twice) + p(alone))
    assert texts(document) == ["Around it.", "In the box.", "On the box."]
    # Of two copies only one could be repaired.
    assert [segment.notation for segment in document.segments] == [
        "docx-text",
        Notation.READ_ONLY,
        "docx-text",
    ]


def drawn(description: str, more: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr={description}/>{more}</wp:inline>'
        "</w:drawing></w:r>"
    )


def test_descriptions_of_pictures_are_read() -> None:
    body = p(
        r("The harbour"), drawn('"A boat &amp; its &quot;crew&quot;&#10;at the pier"'), r(" in the morning.")
    )
    document = read(body + p(drawn('"harbour-2.png"')) + p(drawn('""')) + p(drawn("'Two gulls'")))
    assert [
        (segment.text, segment.role) for segment in document.segments if segment.text.strip("\ufffc ")
    ] == [
        ("The harbour\ufffc in the morning.", Role.BODY),
        ('A boat & its "crew" at the pier', Role.ATTRIBUTE),
        ("Two gulls", Role.ATTRIBUTE),
    ]


def test_a_description_held_twice_is_not_written() -> None:
    picture = drawn('"A red boat"').removeprefix("<w:r>").removesuffix("</w:r>")
    twice = (
        f"<w:r><mc:AlternateContent><mc:Choice>{picture}</mc:Choice>"
        "<mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>"
    )
    found = [segment for segment in read(p(twice)).segments if segment.role is Role.ATTRIBUTE]
    assert [(segment.text, segment.notation) for segment in found] == [("A red boat", Notation.READ_ONLY)]


@given(st.text(st.sampled_from("ab &<>\"'é漢;#"), max_size=8), st.data())
def test_a_written_description_changes_nothing_else(new: str, data: st.DataObject) -> None:
    document = read(p(drawn('"A boat &amp; its crew"'), r("by the pier")) + p(r("The end.")))
    number = next(at for at, item in enumerate(document.segments) if item.role is Role.ATTRIBUTE)
    segment = document.segments[number]
    start = data.draw(st.integers(0, len(segment.text)))
    end = data.draw(st.integers(start, len(segment.text)))
    place = segment.map.to_file(start, end)
    edit = Edit(place.start, place.end, write(new, segment.notation, "utf-8"))
    check_docx_places(document.text, [edit])
    after = document.text[: place.start] + edit.replacement + document.text[place.end :]
    begin = next(part.start for part in document.parts if part.name == "word/document.xml")
    members = docx_members("")
    members["word/document.xml"] = after[begin:]
    again = read_bytes(archive(members), "a.docx")
    wanted = " ".join((segment.text[:start] + new + segment.text[end:]).split())
    if " " in wanted:  # one word is a name
        assert wanted in [item.text for item in again.segments if item.role is Role.ATTRIBUTE]
    assert [item.text for item in again.segments if item.role is not Role.ATTRIBUTE] == [
        item.text for item in document.segments if item.role is not Role.ATTRIBUTE
    ]


@pytest.mark.parametrize("name", ["name", "id", "title"])
def test_no_other_attribute_is_written(name: str) -> None:
    text = f'<wp:docPr {name}="A boat" descr="x"/>'
    with pytest.raises(UnwritableError):
        check_docx_places(text, [Edit(text.index("boat"), text.index("boat") + 4, "ship")])


class TestLanguages:
    def lang(self, tag: str) -> str:
        return f'<w:lang w:val="{tag}"/>'

    def test_of_the_document(self) -> None:
        german = self.lang("de-DE")
        assert (
            read(p(r("Ein ganzer Satz", german), r(" mit one", self.lang("en-US")))).declared_language
            == "de-DE"
        )
        # No Cyrillic letter is of the language that the template names.
        body = p(r("Мост открыли утром.", self.lang("de-DE")), r("И всё.", self.lang("ru-RU")))
        assert read(body).declared_language == "ru-RU"

    def test_of_a_paragraph_and_of_a_stretch(self) -> None:
        german, french = self.lang("de-DE"), self.lang("fr-FR")
        body = p(
            r("Der Verein zeigt am Abend im großen Saal den neuen Film ", german),
            r("(Le grand ", french),
            r("jour)", french),
            r(" zum ersten Mal, und danach sprechen alle, die daran mitgewirkt haben.", german),
        ) + p(r("Une phrase.", french))
        document = read(body)
        assert document.declared_language == "de-DE"
        assert [(segment.text, segment.language) for segment in document.segments] == [
            (
                f"Der Verein zeigt am Abend im großen Saal den neuen Film ({INLINE_OBJECT}) zum ersten Mal, "
                "und danach sprechen alle, die daran mitgewirkt haben.",
                None,
            ),
            ("Le grand jour", "fr-FR"),
            ("Une phrase.", "fr-FR"),
        ]

    def test_the_language_of_a_keyboard_means_nothing(self) -> None:
        russian, english = self.lang("ru-RU"), self.lang("en-US")
        parts = (
            ("Библиотека docx4", russian),
            ("j", english),
            (" и ", russian),
            ("Java", english),
            (" рядом.", russian),
        )
        segment = only(p(*(r(text, mark) for text, mark in parts)))
        assert segment.text == "Библиотека docx4j и Java рядом."
        half = p(r("Ein Satz mit ", self.lang("de-DE")), r("vielen Marken darin.", self.lang("en-US")))
        assert only(half).text == "Ein Satz mit vielen Marken darin."

    def test_scripts_have_marks_of_their_own(self) -> None:
        mark = '<w:lang w:val="en-US" w:eastAsia="ja-JP" w:bidi="he-IL"/>'
        assert read(p(r("橋は土曜日に開通した。", mark))).declared_language == "ja-JP"
        assert read(p(r("הגשר נפתח בבוקר", mark))).declared_language == "he-IL"


class TestWriting:
    def edited(self, document: Document, start: int, end: int, new: str, number: int = 0) -> Document:
        segment = document.segments[number]
        assert segment.map.unbroken(start, end)
        place = segment.map.to_file(start, end)
        written = write(new, segment.notation, encoding_at(document, place.start))
        edits = [Edit(place.start, place.end, written)]
        assert fits(document, edits)
        return read_bytes(new_bytes(document, edits), document.path)

    def test_unchanged(self) -> None:
        data = docx(p(r("The bridge.")))
        document = read_bytes(data, "a.docx")
        assert document.data == data
        assert new_bytes(document, ()) == data

    def test_only_the_member_with_the_edit_changes(self) -> None:
        data = docx(p(r("The bridge.")), {"header1.xml": ("header", w("hdr", p(r("Page head"))))})
        document = read_bytes(data, "a.docx")
        again = self.edited(document, 4, 10, "R&D <ferry>", 1)
        assert texts(again) == ["Page head", "The R&D <ferry>."]
        assert again.data is not None
        old, new = contents(data), contents(again.data)
        assert facts(again.data) == facts(data)
        assert [name for name in old if old[name] != new[name]] == ["word/document.xml"]
        assert new["word/document.xml"] == old["word/document.xml"].replace(
            b"bridge", b"R&amp;D &lt;ferry&gt;"
        )

    def test_a_part_in_utf_16(self) -> None:
        head = w("hdr", p(r("Page head"))).replace("UTF-8", "UTF-16").encode("utf-16")
        document = read(p(r("Text.")), {"header1.xml": ("header", head)})
        again = self.edited(document, 0, 4, "Seite", 0)
        assert again.data is not None
        assert contents(again.data)["word/header1.xml"] == head.decode("utf-16").replace(
            "Page", "Seite"
        ).encode("utf-16")

    def test_a_space_that_would_be_lost_is_refused(self) -> None:
        for body, place in ((p(r("one two", keeps=False)), (4, 7)), (p(r("one two", keeps=False)), (0, 3))):
            document = read(body)
            span = document.segments[0].map.to_file(*place)
            assert not fits(document, [Edit(span.start, span.end, "")])
            check = FORMATS["docx"].fits
            assert check is not None
            with pytest.raises(UnwritableError, match="end of a run"):
                check(document.text, [Edit(span.start, span.end, "")])
            assert fits(document, [Edit(span.start, span.end, "x")])
        kept = read(p(r("one two")))
        span = kept.segments[0].map.to_file(4, 7)
        assert fits(kept, [Edit(span.start, span.end, "")])

    def test_nothing_is_written_beside_a_text(self) -> None:
        document = read(p("<w:r><w:t>one</w:t><w:tab/><w:t>two</w:t></w:r>"))
        tab = document.segments[0].map.to_file(3, 4)
        assert not fits(document, [Edit(tab.start, tab.end, "x")])

    @pytest.mark.parametrize("text", ["a\nb", "a\tb", "\x01", "\ud800", "\uffff"])
    def test_what_has_an_element_of_its_own(self, text: str) -> None:
        with pytest.raises(UnwritableError):
            write(text, "docx-text", "utf-8")

    @settings(max_examples=150, deadline=None)
    @given(
        runs=st.lists(st.text("ab &<>é漢𝄞", min_size=1, max_size=6), min_size=1, max_size=4),
        data=st.data(),
        new=st.text("xy &<>\"'漢", max_size=5),
    )
    def test_an_edit_lands_where_it_should(self, runs: list[str], data: st.DataObject, new: str) -> None:
        written = [write(run, "docx-text", "utf-8") for run in runs]
        document = read(p(r("First."), "") + p(r("x"), *map(r, written), r("x")) + p(r("Last.")))
        segment = document.segments[1]
        start = data.draw(st.integers(0, len(segment.text)))
        end = data.draw(st.integers(start, len(segment.text)))
        if not segment.map.unbroken(start, end):
            return
        if " " in segment.text[max(0, start - 1) : end + 1] and not segment.map.unbroken(
            max(0, start - 1), min(len(segment.text), end + 1)
        ):
            return  # white space that goes on in the next run shows as one space, and comes out when that is gone
        again = self.edited(document, start, end, new, 1)
        changed = segment.text[:start] + new + segment.text[end:]
        seen = [text for text in ("First.", re.sub(" +", " ", changed).strip(), "Last.") if text]
        assert texts(again) == seen


def test_signed_documents_are_left_alone() -> None:
    members = docx_members(
        p(r("Text.")), root=(("rId8", "digital-signature/origin", "_xmlsignatures/origin.sigs"),)
    )
    document = read_bytes(archive(members), "a.docx")
    assert document.segments[0].notation == Notation.READ_ONLY
    assert any("signed" in note.why for note in document.unchecked)


def test_the_content_tells_the_format() -> None:
    data = docx(p(r("Text.")))
    assert read_bytes(data, "a.bin").format == "docx"
    assert read_bytes(data, "a").format == "docx"
    assert read_bytes(data, "a.odt").format == "docx"


def test_a_search_in_folders_passes_over_lock_files() -> None:
    assert found_in_folders("letters/a.docx")
    assert not found_in_folders("letters/~$a.docx")


def test_what_is_not_read_is_said() -> None:
    parts: dict[str, tuple[str, str | bytes]] = {
        "header1.xml": ("header", w("hdr", "")),
        "embeddings/sheet.bin": ("oleObject", b"x"),
    }
    members = docx_members(p(r("Text.")), parts)
    del members["word/header1.xml"]
    document = read_bytes(archive(members), "a.docx")
    assert [note.what for note in document.unchecked] == [
        "word/header1.xml",
        "1 embedded file",
    ]
    broken = read(p(r("Text.")), {"header1.xml": ("header", w("hdr", p(r("Head"))) + "<")})
    assert broken.unchecked[0].what.startswith("word/header1.xml, line")
    assert not broken.unchecked[0].fatal
    empty = read(p())
    assert empty.unchecked[0].fatal


CHART = """<c:chartSpace xmlns:c="urn:c" xmlns:a="urn:a"><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr/>
<a:r><a:rPr lang="de-DE"/><a:t>Fahrgäste &amp; </a:t></a:r><a:r><a:t>Fracht</a:t></a:r></a:p></c:rich></c:tx></c:title>
<c:ser><c:tx><c:strRef><c:strCache><c:pt idx="0"><c:v>Fähre</c:v></c:pt></c:strCache></c:strRef></c:tx>
<c:cat><c:strRef><c:strCache><c:pt><c:v>Mai</c:v></c:pt></c:strCache></c:strRef></c:cat>
<c:val><c:numRef><c:numCache><c:pt><c:v>17</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>
<c:ser><c:cat><c:strRef><c:strCache><c:pt><c:v>Mai</c:v></c:pt></c:strCache></c:strRef></c:cat></c:ser></c:chart></c:chartSpace>"""
SHAPES = """<dgm:dataModel xmlns:dgm="urn:d" xmlns:a="urn:a"><dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>Hafen</a:t></a:r>
<a:br/><a:r><a:t>im Norden</a:t></a:r></a:p></dgm:t></dgm:pt><dgm:pt><dgm:t><a:p/></dgm:t></dgm:pt>
</dgm:ptLst></dgm:dataModel>"""


def test_the_text_of_charts_and_diagrams() -> None:
    parts: dict[str, tuple[str, str | bytes]] = {
        "charts/chart1.xml": ("chart", CHART),
        "diagrams/data1.xml": ("diagramData", SHAPES),
    }
    document = read(p(r("Die Fähre fährt täglich.")), parts)
    assert texts(document) == [
        "Die Fähre fährt täglich.",
        "Fahrgäste & Fracht",
        "Fähre",
        "Mai",
        "Hafen im Norden",
    ]
    title, series, month, shape = document.segments[1:]
    assert {segment.role for segment in document.segments[1:]} == {Role.CAPTION}
    assert title.path == "word/charts/chart1.xml p[1]"
    place = title.map.to_file(12, 18)
    assert document.text[place.start : place.end] == "Fracht"
    assert title.notation == shape.notation != Notation.READ_ONLY
    assert series.notation == month.notation == Notation.READ_ONLY
    assert not document.unchecked
    broken = read(p(r("Text.")), {"charts/chart1.xml": ("chart", CHART + "<")})
    assert broken.unchecked[0].what.startswith("word/charts/chart1.xml, line")


TEXT = p(r("Die Fähre verlässt die Insel jeden Morgen und kehrt am Abend zurück in den Hafen.")) + p(
    r("Wer mitfahren will, kauft seine Karte am Tag davor und kommt nicht zu spät an den Steg.")
)


def test_comments_in_the_language_of_the_text_are_read() -> None:
    own = "Bitte prüfen Sie, ob die Fähre auch am Sonntag fährt, denn das steht nicht in der Vorlage."
    foreign = "Please check whether the ferry runs on Sundays as well, since the original does not say so."
    body = f"<w:comment>{p(r(own))}</w:comment><w:comment>{p(r(foreign))}</w:comment><w:comment>{p(r('OK'))}</w:comment>"
    document = read(TEXT, {"comments.xml": ("comments", w("comments", body))})
    assert texts(document)[2:] == [own]
    remark = document.segments[2]
    assert remark.role is Role.METADATA
    place = remark.map.to_file(0, len(own))
    assert document.text[place.start : place.end] == own
    assert [note.what for note in document.unchecked] == ["2 comments"]
    assert not read(TEXT, {"comments.xml": ("comments", w("comments", ""))}).unchecked


def test_against_python_docx() -> None:
    library = pytest.importorskip("docx")
    made = library.Document()
    made.add_heading("A heading", 1)
    paragraph = made.add_paragraph("Some ")
    paragraph.add_run("bold").bold = True
    paragraph.add_run(" and some\ttabbed\nwords & marks <here>.")
    made.add_paragraph("An item", style="List Bullet")
    table = made.add_table(2, 2)
    table.cell(1, 1).text = "Cell"
    made.sections[0].header.paragraphs[0].text = "Head"
    out = io.BytesIO()
    made.save(out)
    document = read_bytes(out.getvalue(), "a.docx")
    found = {segment.text: segment.role for segment in document.segments if segment.role is not Role.METADATA}
    assert found == {
        "Head": Role.NAVIGATION,
        "A heading": Role.HEADLINE,
        "Some bold and some tabbed words & marks <here>.": Role.BODY,
        "An item": Role.ITEM,
        "Cell": Role.ITEM,
    }
    number = next(n for n, segment in enumerate(document.segments) if segment.text.startswith("Some"))
    again = TestWriting().edited(document, 5, 9, "“thin” & <i>", number)
    assert again.data is not None
    read_again = library.Document(io.BytesIO(again.data))
    assert read_again.paragraphs[1].text == "Some “thin” & <i> and some\ttabbed\nwords & marks <here>."
    assert [one.text for one in read_again.paragraphs[2:]] == [one.text for one in made.paragraphs[2:]]
