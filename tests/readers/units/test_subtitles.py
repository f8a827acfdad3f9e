"""SubRip, WebVTT and SubStation Alpha."""

import pysubs2
import pytest
from hostile import must_end, stretched
from hypothesis import given
from hypothesis import strategies as st

from audit.model.document import Document, Flow
from audit.model.role import Role
from audit.model.unit import State
from audit.readers.formats import write
from audit.readers.notation import UnwritableError
from audit.readers.read_document import read_bytes, read_string
from tests.readers.units.contract import changes_only_it, holds

SRT = """\
1
00:00:01,000 --> 00:00:02,500
{\\an8}<i>The ferry leaves.</i>
- Now?

7
00:00:03,000 --> 00:00:04,000

8
00:00:05,000 --> 00:00:06,000 X1:10 X2:20
In a minute.

Behind an empty line.
"""
VTT = """\
WEBVTT - the ferry
Kind: captions
Language: pt-BR

STYLE
::cue { color: red }

NOTE The captain is old.

quay
00:01.000 --> 00:02.500 align:start position:0%
<v Bob>Tom &amp; Ann&nbsp;sail</v>
at 5 &lt; 6

01:00:03.000 --> 01:00:04.000

NOTE audit: ignore wrong-number: as spoken

01:00:05.000 --> 01:00:06.000
Ten.
01:00:06.000 --> 01:00:07.000
Eleven."""
ASS = """\
[Script Info]
Title: Ferry

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,not spoken
Dialogue: 0,0:00:01.00,0:00:02.00,Default,Ann,0,0,0,,{\\i1}Well,{\\i0} \\hnow\\NGo!
Dialogue: 0,0:00:02.00,0:00:03.00,Default,,0,0,0,,
Dialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,{\\p1}m 0 0 l 9 9
"""


def texts(document: Document) -> list[tuple[str, str]]:
    return [(unit.id, unit.targets[0].text) for unit in document.units]


def test_subrip() -> None:
    document = read_string(SRT, "srt")
    holds(document)
    assert document.flow is Flow.CUES
    assert {segment.role for segment in document.segments} == {Role.CUE}
    assert not document.unchecked
    assert texts(document) == [
        ("1", "{\\an8}<i>The ferry leaves.</i>\n- Now?"),
        ("7", ""),
        ("8", "In a minute.\n\nBehind an empty line."),
    ]
    assert document.units[0].context == "00:00:01,000 --> 00:00:02,500"


def test_webvtt() -> None:
    document = read_string(VTT, "vtt")
    holds(document)
    assert not document.unchecked
    assert document.declared_language == "pt-BR"
    assert texts(document) == [
        ("quay", "<v Bob>Tom & Ann\u00a0sail</v>\nat 5 &lt; 6"),
        ("2", ""),
        ("3", "Ten."),
        ("4", "Eleven."),
    ]
    assert document.units[0].notes == ("The captain is old.",)
    assert [directive.text for directive in document.directives] == ["audit: ignore wrong-number: as spoken"]


def test_a_reader_sees_no_signs_of_style() -> None:
    for text, name in ((SRT, "srt"), (ASS, "ass")):
        assert "\\" not in read_string(text, name).segments[0].text
    karaoke = read_string(
        "WEBVTT\n\n00:16.500 --> 00:18.500\nWhen the <00:17.500>boat <c.red>sails</c>\n", "vtt"
    )
    assert karaoke.segments[0].text == "When the \ufffcboat \ufffcsails\ufffc"


def test_substation_alpha() -> None:
    document = read_string(ASS, "ass")
    holds(document)
    assert texts(document) == [
        ("1", "{\\i1}Well,{\\i0} \u00a0now\nGo!"),
        ("2", ""),
        ("3", "{\\p1}m 0 0 l 9 9"),
    ]
    assert [unit.state for unit in document.units] == [State.TRANSLATED, State.TRANSLATED, State.LOCKED]


def test_what_has_no_timing_is_named() -> None:
    document = read_string(SRT.replace("00:00:03,000 --> 00:00:04,000", "Lost"), "srt")
    assert [unit.id for unit in document.units] == ["1", "8"]
    assert [record.what for record in document.unchecked] == ["lines 6 to 7"]
    document = read_string(VTT.replace("01:00:03.000", "01:00:3d.000").replace("WEBVTT", "VTT"), "vtt")
    assert [record.what for record in document.unchecked] == ["the first line", "lines 1 to 3", "line 15"]


@pytest.mark.parametrize(("name", "text"), [("a.srt", SRT), ("a.vtt", VTT), ("a.ass", ASS)])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_marks_and_line_ends(name: str, text: str, encoding: str) -> None:
    data = ("\ufeff" + text.replace("\n", "\r\n")).encode(encoding)
    document = read_bytes(data, name)
    assert document.data == data
    assert texts(document) == texts(read_bytes(text.encode(), name))
    holds(document)


LINES = st.lists(
    st.text(st.sampled_from("aмост漢 .!<>{}&;\"'\u00a0\u200e\u2028-0"), min_size=1, max_size=9).filter(
        lambda line: line.strip(" \u2028") and "-->" not in line
    ),
    min_size=1,
    max_size=3,
)


@given(LINES, st.sampled_from(["srt", "vtt", "ass"]), st.booleans(), st.integers(0, 2))
def test_what_is_written_is_read(lines: list[str], name: str, windows: bool, which: int) -> None:
    text = {"srt": SRT, "vtt": VTT, "ass": ASS}[name]
    if name == "ass" and any("{" in line for line in lines):
        return
    document = read_string(text.replace("\n", "\r\n") if windows else text, name)
    changes_only_it(document, which, 0, "\n".join(lines))


@pytest.mark.parametrize("text", ["a\n\nb", "\na", "a\n", "a --> b", "a\rb"])
def test_what_a_cue_cannot_hold(text: str) -> None:
    for notation in ("srt", "vtt"):
        with pytest.raises(UnwritableError):
            write(text, notation, "utf-8")


def test_against_pysubs2() -> None:
    theirs = pysubs2.SSAFile.from_string(SRT, keep_unknown_html_tags=True)
    assert len(theirs) == len(read_string(SRT, "srt").units)
    spoken = [event for event in pysubs2.SSAFile.from_string(ASS, format_="ass") if not event.is_comment]
    assert [event.text.replace("\\N", "\n").replace("\\h", "\u00a0") for event in spoken] == [
        text for _, text in texts(read_string(ASS, "ass"))
    ]


@must_end
@pytest.mark.parametrize("name", ["srt", "vtt", "ass"])
@pytest.mark.parametrize(
    "unit",
    [
        "\n",
        "1\n",
        "00:00:01,000 --> 00:00:02,000\n",
        "0:0:0.0 --> 0:0:1.0\n",
        "-->\n",
        "&",
        "0",
        "a\n\n",
        ",",
        "{",
    ],
)
def test_hostile_text_takes_linear_time(name: str, unit: str) -> None:
    head = "[Events]\nDialogue: " if name == "ass" else "WEBVTT\n\n" if name == "vtt" else ""
    holds(read_string(head + stretched(unit), name))


@must_end
@pytest.mark.parametrize(("name", "head"), [("srt", ""), ("vtt", "WEBVTT\n\n")])
def test_long_files_take_linear_time(name: str, head: str) -> None:
    cue = "1\n00:00:01.000 --> 00:00:02.000\nThe ferry leaves the quay.\n\n"
    assert len(read_string(head + cue * 50_000, name).units) == 50_000
