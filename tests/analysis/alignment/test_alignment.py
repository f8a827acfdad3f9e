"""Two texts in, beads out: what belongs together, what was left out, what moved; and nothing is lost."""

import random
import sys
import time
from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from audit import Auditor
from audit.analysis.alignment import programme
from audit.analysis.alignment.align import align
from audit.analysis.alignment.anchors import anchors_of
from audit.analysis.alignment.nouns import Alignment, Stretch
from audit.analysis.alignment.page_parts import page_parts
from audit.analysis.alignment.pieces import pieces_of
from audit.analysis.alignment.tokens import SOUND
from audit.language.profiles import profile
from audit.model.errors import UnreadableError
from audit.model.offset_map import OffsetMap
from audit.model.role import Role
from audit.model.segment import Segment
from audit.readers.read_document import read_string

PAGES = Path(__file__).parent / "pages"
TOOLS = Path(__file__).resolve().parents[3] / "tools"
EN, DE = profile("en"), profile("de")


def measuring() -> ModuleType:
    sys.path.insert(0, str(TOOLS))
    try:
        return import_module("measure_alignment")
    finally:
        sys.path.remove(str(TOOLS))


def segments(*texts: str, role: Role = Role.BODY) -> list[Segment]:
    return [Segment(text, OffsetMap.verbatim(0, len(text)), role) for text in texts]


def aligned(source: str, target: str, languages: tuple[str, str] = ("en", "de")) -> list[tuple[str, str]]:
    """The beads of two Markdown texts, as texts."""
    theirs, mine = (page_parts(read_string(text, "markdown")).segments for text in (source, target))
    found = align(
        theirs, mine, profile(languages[0]), profile(languages[1]), source_file=source, target_file=target
    )
    return [(said(theirs, bead.source), said(mine, bead.target)) for bead in found.beads]


def said(side: Sequence[Segment], stretches: Sequence[Stretch]) -> str:
    return " ".join(side[place.segment].text[place.start : place.end] for place in stretches)


def covers(side: Sequence[Segment], alignment: Alignment, number: int) -> bool:
    """True when every code point of a side that is no white space stands in one bead, and in no other."""
    seen: list[Stretch] = sorted(
        place for bead in alignment.beads for place in (bead.source, bead.target)[number]
    )
    for one, other in pairwise(seen):
        if one.segment == other.segment and other.start < one.end:
            return False
    rest = {index: list(segment.text) for index, segment in enumerate(side)}
    for place in seen:
        rest[place.segment][place.start : place.end] = " " * (place.end - place.start)
    return all(not "".join(text).strip() for text in rest.values())


def test_sentences_that_were_left_out_and_added() -> None:
    source = "# Tea\n\nWater boils at 100 degrees. Use a clean pot. Wait 4 minutes.\n"
    target = "# Tee\n\nWasser kocht bei 100 Grad. Warten Sie 4 Minuten.\n"
    assert ("Use a clean pot.", "") in aligned(source, target)
    assert ("", "Use a clean pot.") in aligned(target, source, ("de", "en"))


def test_two_sentences_became_one() -> None:
    source = "The bridge was closed in 1998. Nobody knew why at the time. It opened again in 2004.\n"
    target = "Die Brücke wurde 1998 gesperrt, und damals wusste niemand, warum. 2004 öffnete sie wieder.\n"
    assert len(aligned(source, target)) == 2


def test_code_and_links_hold_the_page_together() -> None:
    source = "Run this:\n\n```\nmake all\n```\n\nThen read [the guide](guide.md).\n"
    target = "Führen Sie dies aus:\n\n```\nmake all\n```\n\nLesen Sie dann [die Anleitung](guide.md).\n"
    assert aligned(source, target)[1] == ("```\nmake all\n```", "```\nmake all\n```")


def test_a_moved_item_is_no_omission() -> None:
    items = "- Bananas come in 12 boxes.\n- Apples are sold on Mondays.\n- Pears: see `pears.txt`\n"
    sorted_anew = "- Äpfel gibt es montags.\n- Birnen: siehe `pears.txt`\n- Bananen kommen in 12 Kisten.\n"
    source = f"Fruit:\n\n{items}\nThat is all.\n"
    target = f"Obst:\n\n{sorted_anew}\nDas ist alles.\n"
    found = aligned(source, target)
    assert ("Bananas come in 12 boxes.", "Bananen kommen in 12 Kisten.") in found
    assert ("Apples are sold on Mondays.", "Äpfel gibt es montags.") in found


def test_moved_beads_say_so() -> None:
    theirs = segments("Bananas cost 12.50.", "Figs are green.", "Grapes come from Rioja.", role=Role.ITEM)
    mine = segments("Feigen sind grün.", "Trauben kommen aus Rioja.", "Bananen kosten 12,50.", role=Role.ITEM)
    found = align(theirs, mine, EN, DE)
    moved = [bead for bead in found.beads if bead.moved]
    assert [(bead.source[0].segment, bead.target[0].segment) for bead in moved] == [(0, 2)]
    assert any(block.moved for block in found.blocks)


def test_what_is_left_out_has_its_place_on_the_other_side() -> None:
    theirs = segments("It rains today. The roof leaks in 3 rooms. We need 14 buckets.")
    mine = segments("Heute regnet es. Wir brauchen 14 Eimer.")
    gone = next(bead for bead in align(theirs, mine, EN, DE).beads if not bead.target)
    assert gone.target_place == Stretch(0, 16, 16)


def test_blocks_belong_together_as_their_sentences_do() -> None:
    theirs = segments(
        "One room has 2 windows. It is warm.", "The cellar was flooded in 1987.", "See you in Rome."
    )
    mine = segments("Ein Zimmer hat 2 Fenster. Es ist warm.", "Wir sehen uns in Rome.")
    found = align(theirs, mine, EN, DE)
    assert [(block.source, block.target) for block in found.blocks] == [
        ((0,), (0,)),
        ((1,), ()),
        ((2,), (1,)),
    ]
    assert [bead.block for bead in found.beads] == [0, 0, 1, 2]


def test_names_meet_across_scripts() -> None:
    source = "Lavrov spoke first. Nobody answered him. Shevchenko left.\n"
    target = "Первым выступил Лавров. Шевченко ушёл.\n"
    assert ("Nobody answered him.", "") in aligned(source, target, ("en", "ru"))


@pytest.mark.parametrize(
    ("tag", "target"),
    [
        ("ar", "زارت ساموركاند الجبل. جاء بالاسكندرون أحد."),
        ("he", "סמרקנד יפה. אלכסנדרון רחוקה."),
        ("hi", "समरकंद सुंदर है। अलेक्ज़ेंड्रोव दूर है।"),
        ("ta", "சமர்கந்த் அழகானது. அலெக்சாண்ட்ரோவ் தொலைவில் உள்ளது."),
        ("ka", "სამარკანდი ლამაზია. ალექსანდროვი შორსაა."),
        ("hy", "Սամարկանդը գեղեցիկ է։ Ալեքսանդրովը հեռու է։"),
    ],
)
def test_names_sound_alike_in_many_scripts(tag: str, target: str) -> None:
    theirs = segments("Samarkand is fine.")
    mine = segments(target)
    one, other = (
        {
            token
            for piece in pieces_of(side, language, "")
            for token in anchors_of(piece, side[0], "", language)
        }
        for side, language in ((theirs, EN), (mine, profile(tag)))
    )
    assert any(token[0] == SOUND for token in one & other)


def test_a_paragraph_in_the_place_of_another_is_not_sure() -> None:
    shared = [f"Room {number} has {number + 3} chairs." for number in range(10, 16)]
    theirs = segments(*shared, "The gardener sleeps until noon.", *shared)
    same = [f"Raum {number} hat {number + 3} Stühle." for number in range(10, 16)]
    mine = segments(
        *same, "Niemand kauft heute noch eine Zeitung auf Papier, und wenn doch, dann nur zum Heizen.", *same
    )
    found = align(theirs, mine, EN, DE).beads
    replaced = [bead for bead in found if bead.source and bead.source[0].segment == 6 and bead.target]
    assert all(bead.sureness < 0.95 for bead in replaced)
    assert all(bead.sureness > 0.95 for bead in found if bead not in replaced and bead.source and bead.target)


def test_languages_that_nobody_knows() -> None:
    found = align(segments("A b 12. C d 7!"), segments("Xa 12. Yb 7!"))
    assert [(len(bead.source), len(bead.target)) for bead in found.beads] == [(1, 1), (1, 1)]


@pytest.mark.parametrize(
    ("theirs", "mine"), [((), ()), (("",), ()), (("A.",), ()), ((), ("A. B.",)), (("",), ("B.",))]
)
def test_empty_sides(theirs: tuple[str, ...], mine: tuple[str, ...]) -> None:
    found = align(segments(*theirs), segments(*mine))
    assert covers(segments(*theirs), found, 0)
    assert covers(segments(*mine), found, 1)


def test_a_similarity_decides_where_nothing_else_does() -> None:
    theirs, mine = segments("Cats sleep. Dogs bark."), segments("Hunde bellen.")
    found = align(theirs, mine, EN, DE, similarity=lambda one, other: float(one[-1].startswith("Dogs")))
    assert next(bead for bead in found.beads if bead.target).source[-1].start == 12


def test_equal_sentences_take_linear_time() -> None:
    theirs, mine = segments(*["Yes."] * 2000), segments(*["Ja."] * 1990)
    start = time.process_time()
    found = align(theirs, mine, EN, DE)
    assert time.process_time() - start < 40
    assert covers(theirs, found, 0)
    assert covers(mine, found, 1)


def test_one_giant_sentence() -> None:
    theirs, mine = segments("word " * 50_000), segments("Wort. " * 3_000)
    found = align(theirs, mine, EN, DE)
    assert covers(theirs, found, 0)
    assert covers(mine, found, 1)


_TEXTS = st.lists(
    st.text(alphabet=st.sampled_from('ab Ä漢あ한।.!?。:;12*`"»«\n\U0001f600\ufffc'), max_size=40), max_size=12
)


@settings(max_examples=60, deadline=None)
@given(_TEXTS, _TEXTS)
def test_everything_is_covered_once_and_in_order(one: list[str], other: list[str]) -> None:
    theirs, mine = segments(*one), segments(*other)
    found = align(theirs, mine)
    assert covers(theirs, found, 0)
    assert covers(mine, found, 1)
    assert found == align(theirs, mine)
    lines = [replace(segment, follows=index % 3 > 0) for index, segment in enumerate(theirs)]
    assert covers(lines, align(lines, mine), 0)
    starts = [bead.source[0] for bead in found.beads if bead.source]
    assert starts == sorted(starts)
    kept = [bead.target[0] for bead in found.beads if bead.target and not bead.moved]
    assert kept == sorted(kept)
    assert all(0.0 <= bead.sureness <= 1.0 for bead in found.beads)


def test_places_are_those_of_the_files(tmp_path: Path) -> None:
    source, target = tmp_path / "a.md", tmp_path / "b.md"
    source.write_text("# **One** &amp; 2\n\nThree `x` [four](five.md).\n", encoding="utf-8")
    target.write_text("# **Eins** &amp; 2\n\nDrei `x` [vier](five.md).\n", encoding="utf-8")
    beads = Auditor(target="de", source="en").align(source, target)
    text = target.read_text(encoding="utf-8")
    assert [text[start:end] for bead in beads for start, end in bead.target] == [
        "Eins** &amp; 2",
        "Drei `x` [vier](five.md).",
    ]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("A.", encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"b\.md"):
        Auditor().align(tmp_path / "a.md", tmp_path / "b.md")


def test_pages_in_many_pairs_of_languages() -> None:
    """Hard pages: short sentences, few anchors, one in seven left out or added."""
    tool = measuring()
    pages = [tool.page_of(gold.parent) for gold in sorted(PAGES.glob("*/gold.json"))]
    right = sum(len(page.found.keys() & page.gold) for page in pages)
    found, gold = sum(len(page.found) for page in pages), sum(len(page.gold) for page in pages)
    assert 2 * right / (found + gold) >= 0.87
    wrong = sum(len(tool.one_sided(set(page.found)) - page.gold) for page in pages)
    assert wrong <= 8


def test_order_of_segments_does_not_depend_on_chance() -> None:
    rng = random.Random(5)
    words = ["river", "stone", "Lisbon", "42", "paper", "green", "seven", "door"]
    theirs = segments(*[" ".join(rng.choices(words, k=6)) + "." for _ in range(60)])
    mine = segments(*[" ".join(rng.choices(words, k=5)) + "." for _ in range(55)])
    assert align(theirs, mine, EN, DE) == align(theirs, mine, EN, DE)


def test_sentences_go_on_over_the_lines_of_a_plain_text(tmp_path: Path) -> None:
    source, target = tmp_path / "a.txt", tmp_path / "b.txt"
    source.write_text("The harbour was dug in 1861 by\nforty men. It is 9 metres deep.\n", encoding="utf-8")
    target.write_text(
        "Der Hafen wurde 1861 von vierzig\nMännern gegraben. Er ist 9 Meter tief.\n", encoding="utf-8"
    )
    beads = Auditor(target="de", source="en").align(source, target)
    assert [(len(bead.source), len(bead.target)) for bead in beads] == [(2, 2), (1, 1)]


def test_a_long_text_is_as_sure_in_parts_as_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a part may end does not make its beads less sure."""
    source = segments(*(f"The {word} of harbour {number}." for number, word in enumerate(_SAID)))
    target = segments(*(f"Das {word} von Hafen {number}." for number, word in enumerate(_SAID)))
    whole = align(source, target, EN, DE)
    monkeypatch.setattr(programme, "PART", 40)
    monkeypatch.setattr(programme, "AHEAD", 20)
    parts = align(source, target, EN, DE)
    pairs = list(zip(parts.beads, whole.beads, strict=True))
    assert all(replace(one, sureness=0.0) == replace(other, sureness=0.0) for one, other in pairs)
    assert all(abs(one.sureness - other.sureness) < 0.01 for one, other in pairs)


_SAID = [f"w{'abcdefghij'[number % 10] * 3}{number * 7 % 11}" for number in range(150)]
