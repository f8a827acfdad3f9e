"""Every finding is marked where it stands, in all of its segments, once."""

from html.parser import HTMLParser

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from audit import Auditor
from audit.model.document import Document
from audit.model.finding import Finding
from audit.model.mqm import Confidence
from audit.model.offset_map import OffsetMap
from audit.model.role import Role
from audit.model.segment import Segment
from audit.model.settings import IgnoreWhere, Settings
from audit.model.suppression import SuppressedFinding, SuppressionKind
from audit.report.pages.html_report import document_page
from audit.report.pages.html_text import text_blocks

from .made_results import made_finding, made_result


class Marks(HTMLParser):
    """The marked pieces of a page in order, each with its attributes, and all ids."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.pieces: list[tuple[dict[str, str | None], str]] = []
        self.ids: list[str | None] = []
        self._open = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if tag == "mark":
            self.pieces.append((attributes, ""))
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag != "mark"

    def handle_data(self, data: str) -> None:
        if self._open:
            attributes, piece = self.pieces[-1]
            self.pieces[-1] = attributes, piece + data

    def of(self, number: int) -> list[str]:
        return [
            piece
            for attributes, piece in self.pieces
            if str(number) in (attributes.get("data-n") or "").split()
        ]


WORDS = st.text("abcde ", min_size=1, max_size=12).map(lambda text: f"x{text}x")


@st.composite
def documents(draw: st.DrawFn) -> tuple[Document, list[Finding]]:
    """Segments, some of them in another language, and findings in one or over several of the rest."""
    texts = draw(st.lists(WORDS, min_size=1, max_size=8))
    foreign = [draw(st.booleans()) for _ in texts]
    text, segments = "\n\n".join(texts), []
    place = 0
    for content, is_foreign in zip(texts, foreign, strict=True):
        language = "xx" if is_foreign else None
        segments.append(Segment(content, OffsetMap.verbatim(place, len(content)), Role.BODY, language))
        place += len(content) + 2
    mine = [index for index, is_foreign in enumerate(foreign) if not is_foreign]
    findings = []
    for number in range(draw(st.integers(0, 4)) if mine else 0):
        first = draw(st.integers(0, len(mine) - 1))
        last = draw(st.integers(first, len(mine) - 1))
        chosen = mine[first : last + 1]
        start, end = 0, len(texts[chosen[0]])
        if len(chosen) == 1:
            start = draw(st.integers(0, end - 1))
            end = draw(st.integers(start + 1, end))
        found = made_finding(texts[chosen[0]], start, end, segment=chosen[0], fingerprint=f"{number:016x}")
        begin = segments[chosen[0]].map.to_file(start, end).start
        finish = segments[chosen[-1]].map.to_file(0, end if len(chosen) == 1 else len(texts[chosen[-1]])).end
        pieces = [texts[chosen[0]][start:end], *(texts[index] for index in chosen[1:])]
        findings.append(
            Finding(
                found.check, found.category, found.severity, found.confidence, begin, finish, 1, 1, "\n".join(pieces),
                "A fault", chosen[0], start, end, Role.BODY, None, found.fingerprint, len(chosen),
            )
        )  # fmt: skip
    return Document("a.txt", "text", text, tuple(segments)), findings


@given(documents())
def test_every_segment_of_a_finding_is_marked(made: tuple[Document, list[Finding]]) -> None:
    document, findings = made
    marks = Marks(text_blocks(document, findings, [], "en", ""))
    for number, finding in enumerate(findings, 1):
        assert "".join(marks.of(number)) == finding.text.replace("\n", "")
        assert marks.ids.count(f"m{number}") == 1
    assert len(marks.ids) == len(findings)


@given(documents(), documents())
def test_excused_findings_never_hide_the_others(
    made: tuple[Document, list[Finding]], other: tuple[Document, list[Finding]]
) -> None:
    document, findings = made
    # The same findings again, some of them excused: what counts is marked as if nothing else were there.
    excused = findings[: len(other[1])]
    marks = Marks(text_blocks(document, findings, excused, "en", ""))
    for number, finding in enumerate(findings, 1):
        assert "".join(marks.of(number)) == finding.text.replace("\n", "")
    assert sorted(marks.ids) == sorted(
        [*(f"m{n + 1}" for n in range(len(findings))), *(f"x{n + 1}" for n in range(len(excused)))]
    )


def test_a_section_left_in_the_source_language_is_marked_whole() -> None:
    german = (
        "Die Fähre legt am Morgen ab und kommt erst in der Nacht wieder zurück in den Hafen.",
        "Der Kapitän sagte, dass die Überfahrt wegen des starken Windes länger dauern werde als sonst.",
        "Wer noch eine Karte braucht, bekommt sie am Schalter neben dem alten Turm oder direkt an Bord.",
    )
    english = "The ferry to the island leaves in the morning, and the road to the harbour is open again. " * 4
    result = Auditor(target="en").check_text("\n\n".join((english, *german, english)))
    (number, finding), *_ = [
        (number, finding) for number, finding in enumerate(result.shown, 1) if finding.segments > 1
    ]
    assert Marks(document_page(result)).of(number) == list(german)
    assert finding.check == "untranslated-section"


def test_excused_findings_are_listed_with_the_reason_and_cost_nothing() -> None:
    settings = Settings(ignore_where=(IgnoreWhere(inside="ferry ferry", reason="its <name>"),))
    result = Auditor(target="en", settings=settings).check_text(
        "The ferry ferry leaves. The road road is shut."
    )
    page = document_page(result)
    assert "<summary>1 excused</summary>" in page
    assert "excused by a rule: [[ignore-where]] 1: its &lt;name&gt;" in page
    marks = Marks(page)
    assert [piece for attributes, piece in marks.pieces if "data-n" not in attributes] == ["ferry ferry"]
    assert len(result.findings) == 1
    assert "1 finding" in page


def test_what_an_empty_list_means() -> None:
    page = document_page(Auditor(target="en").check_text("The ferry leaves in the morning."))
    assert "checks saw nothing in 6 words; " in page
    assert "did not run. That is no proof" in page
    page = document_page(
        made_result("It it is.", made_finding("It it is.", 0, 5, confidence=Confidence.POSSIBLE))
    )
    assert "1 check saw nothing certain or likely in 100 words; 1 check did not run." in page
    assert "1 is merely possible: --possible lists it." in page
    made = made_result("It it is.")
    excused = SuppressedFinding(
        made_finding("It it is.", 0, 5), SuppressionKind.BASELINE, "b.json", None, "2030-01-31"
    )
    page = document_page(msgspec.structs.replace(made, suppressed=(excused,)))
    assert "1 check saw nothing but what is excused in 100 words" in page
    assert "excused by the baseline: b.json until 2030-01-31: no reason given" in page
