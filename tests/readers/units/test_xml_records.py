"""The span machine: places, broken files, hostile files."""

import time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.readers.detect_format import detect_format, found_in_folders
from audit.readers.read_document import read_bytes, read_string
from audit.readers.units.xml_records import Element, Run, read_records
from readers.units.contract import holds


def records(text: str, name: str = "r") -> tuple[list[Element], tuple[str, ...]]:
    found: list[Element] = []
    reading = read_records(text, frozenset({name}), lambda element, path: found.append(element))
    return found, tuple(unchecked.why for unchecked in reading.unchecked)


def test_places() -> None:
    text = "\ufeff<a>é<r x='ü > &amp;'>漢&amp;<b/>𝄞<!-- -- no --><![CDATA[&é]]><?p q?></r ></a>".replace(
        " -- no", ""
    )
    (element,), why = records(text)
    assert not why
    assert text[element.start : element.end].startswith("<r ")
    assert text[element.start : element.end].endswith("</r >")
    assert dict(element.attributes) == {"x": "ü > &"}
    assert "".join(run.text for run in element.children if isinstance(run, Run)) == "漢&𝄞&é"
    (inner,) = element.elements()
    assert text[inner.start : inner.end] == "<b/>"
    assert inner.self_closing


def test_an_empty_element_before_an_end_tag() -> None:
    (element,), _ = records("<r><a/></r>")
    assert (element.inner_start, element.inner_end, element.end) == (3, 7, 11)


def test_comments_belong_to_the_record_below() -> None:
    found, _ = records("<a><!-- far -->\n\n<!-- one -->\n<!-- two -->\n<r/><!-- no --><s/><r/></a>")
    assert [element.comments for element in found] == [("one", "two"), ()]


def test_a_large_file_is_read_in_blocks() -> None:
    text = (
        "<a>" + "".join(f"<r>{'ж' * (number % 97)}&lt;\r\n{number}</r>" for number in range(40_000)) + "</a>"
    )
    found, _ = records(text)
    assert len(found) == 40_000
    assert all(text[element.start : element.end].endswith("</r>") for element in found)
    assert found[-1].content() == "ж" * (39_999 % 97) + "<\n39999"


def test_what_stands_before_a_fault_is_read() -> None:
    text = "<xliff version='1.2'><file><body>\n" + "<trans-unit id='1'><source>a</source></trans-unit>\n"
    document = read_string(text + "<trans-unit id='2'><source>b</target>\n</xliff>\n", "xliff")
    assert [unit.id for unit in document.units] == ["1"]
    (unchecked,) = document.unchecked
    assert unchecked.what == "lines 3 to 4"
    assert "line 3" in unchecked.why
    assert not unchecked.fatal
    assert any(unchecked.fatal for unchecked in read_string(text[:20], "xliff").unchecked)


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ('<!ENTITY x SYSTEM "file:///etc/passwd">', "external entity"),
        ('<!ENTITY x PUBLIC "p" "http://x.example/">', "external entity"),
        ('<!ENTITY % x "y">', "parameter entity"),
        ('<!ENTITY x "&x;">', "without bound"),
        (
            '<!ENTITY a0 "harbour harbour">'
            + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9)),
            "without bound",
        ),
    ],
)
def test_entities_that_are_refused(inside: str, words: str) -> None:
    text = f"<!DOCTYPE resources [{inside}]><resources><string name='a'>&x;&a8;</string></resources>"
    document = read_string(text, "android")
    assert document.units == ()
    assert any(words in unchecked.why and unchecked.fatal for unchecked in document.unchecked)


def test_entities_stay_as_they_are_written() -> None:
    text = (
        "<!DOCTYPE resources [<!ENTITY x 'y'>]><resources><string name='a'>&x; &amp; &y;</string></resources>"
    )
    assert read_string(text, "android").units[0].targets[0].text == "&x; & &y;"


def test_entities_are_replaced_nowhere() -> None:
    inside = "<!ENTITY x '" + "long " * 1000 + "'><!ATTLIST string b CDATA '" + "&x;" * 100_000 + "'>"
    text = (
        f"<!-- {'far ' * 20_000} --><!DOCTYPE resources [{inside}]><resources><string name='&x;'>&x;</string>"
    )
    begun = time.process_time()
    document = read_string(text + "</resources>", "android")
    assert time.process_time() - begun < 2
    assert [unit.targets[0].text for unit in document.units] == ["&x;"]


def test_entities_that_nobody_declares_are_a_fault() -> None:
    document = read_string("<resources>\n<string name='a'>a&nbsp;b</string></resources>", "android")
    assert document.unchecked[0].what == "line 2"


@pytest.mark.parametrize(
    "text",
    [
        "<xliff>" + "<group>" * 100_000,
        "<xliff><trans-unit>" + "<g>" * 100_000,
        "<resources>" + "<string name='a'>" * 50_000,
        "<resources><string name='a'>" + "<b>" * 190 + "</b>" * 190 + "</string></resources>",
        "<resources><string name='a'>" + '"' * 300_000 + "</string></resources>",
        "<resources><string name='a'>" + "\\" * 300_001 + "</string></resources>",
        "<resources><string name='a'>" + "&amp;" * 200_000 + "</string></resources>",
        "<resources><string name='a'>" + " \n" * 200_000 + "</string></resources>",
        "<resources>" + "<!-- x -->" * 100_000 + "<string name='a'>b</string></resources>",
        "<!DOCTYPE resources [" + "<!ENTITY a 'b'>" * 50_000 + "]><resources>" + "&a;" * 100_000,
        "<xliff " + "a='b' " * 1_000 + ">",
        "<xliff><trans-unit><source>" + "<x/>" * 100_000 + "</source></trans-unit></xliff>",
        "<!--" * 100_000,
        "<![CDATA[" * 100_000,
    ],
    ids=lambda text: text[:30],
)
def test_hostile_files_end(text: str) -> None:
    for name in ("xliff", "tmx", "qt-ts", "android", "resx", "stringsdict"):
        begun = time.process_time()
        holds(read_string(text, name))
        assert time.process_time() - begun < 5
    begun = time.process_time()
    detect_format(text.encode(), "a.xml")
    assert time.process_time() - begun < 1


PARTS = st.sampled_from(
    [
        *(
            "<resources>",
            "</resources>",
            "<string name='a'>",
            "</string>",
            "<xliff>",
            "<file>",
            "<trans-unit id='é'>",
        ),
        *(
            "</trans-unit>",
            "<source>",
            "</source>",
            "<target>",
            "</target>",
            "<target/>",
            "<TS>",
            "<message>",
        ),
        *(
            "<translation>",
            "</translation>",
            "<tmx>",
            "<tu>",
            "<tuv>",
            "<seg>",
            "</seg>",
            "<data name='ü'>",
            "<value>",
        ),
        *(
            "</value>",
            "</data>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "&amp;",
            "&#x1F600;",
            "&x;",
            "&",
            "<",
            ">",
            "é",
        ),
        *(
            "\r\n",
            "\r",
            "\n",
            "\\",
            "\\u00",
            '"',
            "'",
            "\0",
            "\udc80",
            "\ufeff",
            "<?xml version='1.1'?>",
            "漢",
            " ",
        ),
        *(
            "<!DOCTYPE a [",
            "<!ENTITY x 'y'>",
            "]>",
            "<dict>",
            "<key>",
            "</key>",
            "<string>",
            "</dict>",
            "<unit>",
        ),
        *("<segment>", "</segment>", "</unit>", "<mrk mtype='seg' mid='1'>", "</mrk>", "<seg-source>"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(PARTS, max_size=30), st.sampled_from(["xliff", "tmx", "qt-ts", "android", "resx", "stringsdict"])
)
def test_nothing_is_too_broken(parts: list[str], name: str) -> None:
    document = read_string("".join(parts), name)
    for unit in document.units:
        assert unit.targets


@pytest.mark.parametrize(
    ("text", "path", "name"),
    [
        ("<?xml version='1.0'?><!-- <html> --><xliff version='2.0'>", "a.txt", "xliff"),
        ("<x:xliff xmlns:x='y'>", "a.xml", "xliff"),
        ("<!DOCTYPE resources [<!ENTITY x 'y'>]>\n<resources><string name='a'>", "strings.xml", "android"),
        ("<resources><style name='a'>", "styles.xml", None),
        ("<?xml version='1.0'?><rss>", "feed.xml", None),
        ("<!DOCTYPE TS><TS version='2.1'>", "app_de.ts", "qt-ts"),
        ("import x from 'y';", "app.ts", None),
        ("<root>", "a.resx", "resx"),
        ("<?xml version='1.0'?><tmx version='1.4'>", "memory.xml", "tmx"),
    ],
)
def test_what_a_file_is(text: str, path: str, name: str | None) -> None:
    assert detect_format(text.encode(), path) == name
    assert detect_format(text.encode("utf-16"), path) == name
    assert detect_format(text.encode("utf-8-sig"), path) == name


def test_windows_1251_is_decoded_before() -> None:
    text = '<?xml version="1.0" encoding="windows-1251"?><resources><string name="a">Мост &#8212; да</string></resources>'
    document = read_bytes(text.encode("windows-1251"), "a.xml")
    assert document.units[0].targets[0].text == "Мост — да"
    assert document.encoding == "cp1251"


WRITTEN = st.lists(
    st.sampled_from(
        [
            *(
                "é",
                "a b",
                " ",
                "\n",
                "\r\n",
                "\r",
                "\t",
                "&amp;",
                "&lt;",
                "&gt;",
                "&quot;",
                "&apos;",
                "&#233;",
            ),
            *(
                "&#x1F6A2;",
                "&#13;",
                "<!-- & -->",
                "<?pi x?>",
                "<![CDATA[<b>&é\r\n]]>",
                "<![CDATA[]]>",
                "]]",
                "𝄞",
                "-",
            ),
        ]
    ),
    max_size=12,
).map("".join)


@settings(max_examples=200, deadline=None)
@given(st.lists(WRITTEN, min_size=1, max_size=4))
def test_texts_are_those_of_another_parser(values: list[str]) -> None:
    data = "".join(
        f'<data name="é{number}"><value>{value}</value></data>' for number, value in enumerate(values)
    )
    text = f"<root>{data}</root>"
    document = read_string(text, "resx")
    assert [unit.targets[0].text for unit in document.units] == [
        "".join(value.itertext()) for value in ElementTree.fromstring(text).iter("value")
    ]
    if "\r" not in text:
        holds(document)


def test_a_search_in_folders_takes_what_holds_texts(tmp_path: Path) -> None:
    for name, text, found in (
        ("res/values-de/strings.xml", "<resources><string name='a'>b</string></resources>", True),
        ("res/values/colors.xml", "<resources><color name='a'>#fff</color></resources>", False),
        ("res/layout/strings.xml", "<resources><string name='a'>b</string></resources>", False),
        ("i18n/app_de.ts", "<!DOCTYPE TS><TS language='de'></TS>", True),
        ("i18n/de.ts", "export default {};", False),
        ("src/main.ts", "<TS></TS>", False),
        ("a.xlf", "", True),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        assert found_in_folders(str(path)) == found, name
