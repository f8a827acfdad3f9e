"""PO and POT."""

import polib
import pytest
from hostile import must_end, stretched
from hypothesis import given
from hypothesis import strategies as st

from audit.model.document import Flow
from audit.model.notation import Notation
from audit.model.unit import Family, State
from audit.readers.formats import write
from audit.readers.notation import UnwritableError
from audit.readers.read_document import read_bytes, read_string
from tests.readers.units.contract import changes_only_it, holds

FERRY = r'''# Timetables of the ferry.
# audit-disable-file doubled-word: names of ships
msgid ""
msgstr ""
"Project-Id-Version: ferry 2\n"
"Language: pt_BR\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

#. Shown on the button.
#. max-length: 20
# Keep it short.
#: src/quay.c:12
#, c-format, fuzzy
#| msgctxt "harbour"
#| msgid "Sail at %s "
#| "now"
msgctxt "harbour"
msgid "Sail at %s"
msgstr "Partir às %s"

#, python-brace-format, max-length:30
msgid "One \"berth\"\n"
"at {quay}"
msgid_plural "{n} berths"
msgstr[0] ""
"Um \"cais\"\n"
"\tem {quay}"
msgstr[1] "{n} cais"

#, no-c-format
msgid "50% of all"
msgstr ""

# audit: ignore wrong-number: the pilot's own count
msgid "Fourteen"
msgstr "Quinze"

msgid "Unfinished"

#~ msgid "Old pier"
#~ msgstr "Cais velho"
'''  # fmt: skip


def test_entries() -> None:
    document = read_string(FERRY, "po")
    holds(document)
    assert document.flow is Flow.UNITS
    assert document.declared_language == "pt-BR"
    assert not document.unchecked
    first, plural, half, pilot, missing, old = document.units
    assert (first.id, first.context, first.state) == ("Sail at %s", "harbour", State.DRAFT)
    assert first.family is Family.PRINTF
    assert first.max_length == 20
    assert first.notes == (
        "Shown on the button.",
        "max-length: 20",
        "Keep it short.",
        "previous source: Sail at %s now",
    )
    assert [side.text for side in first.targets] == ["Partir às %s"]
    assert first.targets[0].language == "pt-BR"
    assert plural.id == 'One "berth"\nat {quay}'
    assert [(side.text, side.plural) for side in plural.sources] == [
        ('One "berth"\nat {quay}', "one"),
        ("{n} berths", "other"),
    ]
    assert [(side.text, side.plural) for side in plural.targets] == [
        ('Um "cais"\n\tem {quay}', "0"),
        ("{n} cais", "1"),
    ]
    assert (plural.family, plural.max_length) == (Family.PYTHON_BRACE, 30)
    assert (half.family, half.state, half.targets[0].text) == (Family.NONE, State.NEW, "")
    place = half.targets[0].map.to_file(0, 0)
    assert FERRY[place.start - 8 : place.start + 1] == 'msgstr ""'
    assert missing.targets[0].notation == Notation.READ_ONLY
    assert old.state is State.OBSOLETE
    assert [directive.text for directive in document.directives] == [
        "audit-disable-file doubled-word: names of ships",
        "audit: ignore wrong-number: the pilot's own count",
    ]
    assert pilot.notes == ()


def test_a_template_is_all_new() -> None:
    units = read_bytes(b'msgid ""\nmsgstr ""\n"Language: \\n"\n\nmsgid "Quay"\nmsgstr ""\n', "a.pot").units
    assert [unit.state for unit in units] == [State.NEW]
    assert units[0].targets[0].language is None


def test_equal_entries_stay_two() -> None:
    units = read_string('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', "po").units
    assert [(unit.id, unit.targets[0].text) for unit in units] == [("a", "b"), ("a", "c")]


@pytest.mark.parametrize(("charset", "codec"), [("ISO-8859-2", "iso-8859-2"), ("KOI8-R", "koi8-r")])
def test_the_header_names_the_encoding(charset: str, codec: str) -> None:
    word = "přístav" if codec == "iso-8859-2" else "Причал"
    text = f'msgid ""\nmsgstr "Content-Type: text/plain; charset={charset}\\n"\n\nmsgid "Quay"\nmsgstr "{word}"\n'
    document = read_bytes(text.encode(codec), "a.po")
    assert document.units[0].targets[0].text == word
    assert document.data == text.encode(codec)


def test_utf_16_and_marks() -> None:
    text = '\ufeffmsgid "Quay"\r\nmsgstr "Причал"\r\n'
    for encoding in ("utf-16-le", "utf-16-be", "utf-8"):
        document = read_bytes(text.encode(encoding), "a.po")
        assert [unit.targets[0].text for unit in document.units] == ["Причал"]
        assert document.data == text.encode(encoding)


def test_what_is_no_syntax_is_named() -> None:
    document = read_string(
        'msgid "a"\nmsgstr "b "quoted" b"\n\nmsgid "c"\nmsgstr "d"\n\nmsgstr "lost"\n', "po"
    )
    assert [unit.id for unit in document.units] == ["c"]
    assert [record.what for record in document.unchecked] == ["lines 1 to 2", "line 7"]


def test_escapes() -> None:
    document = read_string(r'msgid "a"' + "\n" + r'msgstr "\a\b\f\n\r\t\v\\\"\101\x41\q\377"', "po")
    assert document.units[0].targets[0].text == '\a\b\f\n\r\t\v\\"AA\\q\\377'
    holds(document)


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=12), st.integers(0, 4))
def test_what_is_written_is_read(text: str, which: int) -> None:
    document = read_string(FERRY, "po")
    places = [(0, 0), (1, 0), (1, 1), (2, 0), (5, 0)]
    changes_only_it(document, *places[which], text)


STRINGS = st.lists(
    st.sampled_from(["a", "мост", r"\n", r"\t", r"\\", r"\"", " ", "%s", '"\n"', "漢"]), max_size=6
)


@given(st.lists(st.tuples(STRINGS, STRINGS), max_size=5))
def test_against_polib(pairs: list[tuple[list[str], list[str]]]) -> None:
    text = "".join(
        f'msgid "{number}{"".join(source)}"\nmsgstr "{"".join(target)}"\n\n'
        for number, (source, target) in enumerate(pairs)
    )
    theirs = polib.pofile(text) if text else []
    document = read_string(text, "po")
    holds(document)
    assert [(unit.id, unit.targets[0].text) for unit in document.units] == [
        (entry.msgid, entry.msgstr) for entry in theirs
    ]


@must_end
@pytest.mark.parametrize(
    "unit",
    ['"', "\\", 'msgid "', "#, ", 'msgstr[0] "a"\n', "#~ ", 'msgid ""\n"', '"\\"', "#| msgid\n", "msgid "],
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    holds(read_string(stretched(unit), "po"))


def test_a_source_cannot_become_nothing() -> None:
    # An entry without a msgid is the header of its file.
    with pytest.raises(UnwritableError, match="header"):
        write("", "po-key", "utf-8")
    assert write("Open", "po-key", "utf-8") == "Open"
