"""The strip of a page: where to read first."""

import re

import msgspec

from audit.model.model_choice import ModelChoice, ModelKind
from audit.model.modelled import Modelled, Unjudged
from audit.model.result import Result
from audit.model.segment_estimate import Estimates, Reason, SegmentEstimate
from audit.model.settings import Settings
from audit.report.pages.heat_strip import MOST_CELLS, heat_of, shares
from audit.report.pages.html_report import document_page
from audit.report.tables.rows import SEGMENT_COLUMNS, document_row, segment_rows
from audit.report.tally import in_common
from audit.run.auditor import Auditor

SOURCE = "The ferry leaves at nine.\n\nThe pier is closed on Monday and opens again on Tuesday.\n\nTickets cost 12 euros."
TARGET = "Die Fähre fährt um neun.\n\nKühe fressen Gras.\n\nKarten kosten 21 Euro."


def audited(target: str = TARGET, source: str | None = SOURCE) -> Result:
    return Auditor("de", "en").check_text(target, source)


def estimated(*values: float) -> Result:
    """A result with as many segments as there are values, and those for estimates."""
    text = "\n\n".join(f"Das ist der Satz Nummer {number}." for number in range(len(values)))
    stretches = tuple(SegmentEstimate((number,), value) for number, value in enumerate(values))
    return msgspec.structs.replace(
        audited(text, None), estimates=Estimates(lambda: stretches, lambda _: Reason("a sign"))
    )


def test_each_segment_has_a_cell_that_leads_to_it() -> None:
    page = document_page(audited())
    cells = re.findall(r'<a href="#s(\d+)" class="h(\d)" data-h="(\d)"[^>]*tabindex="(0|-1)"', page)
    assert [cell[0] for cell in cells] == ["0", "1", "2"]
    assert [cell[3] for cell in cells] == ["0", "-1", "-1"], "one stop for the tabulator, arrows do the rest"
    for number, level, first, _ in cells:
        assert level == first
        assert re.search(rf'<div class="block body h{level}" id="s{number}">', page)


def test_what_is_worst_is_listed_first_with_what_speaks_against_it() -> None:
    page = document_page(audited())
    listed = page.split("Read these first")[1].split("</ol>")[0]
    figures = [float(one.replace("−", "-")) for one in re.findall(r'class="figure">([^<]+)<', listed)]
    assert figures == sorted(figures)
    assert 'class="why"' in listed
    assert "possibly:" not in listed or "<li" in listed


def test_levels_have_bounds_that_hold_for_every_page() -> None:
    heat = heat_of(estimated(0, -1.4, -1.5, -2.4, -3, -5, -11.9, -12, -60), ())
    assert heat is not None
    assert [heat.level(number) for number in range(9)] == [0, 0, 1, 1, 2, 3, 4, 5, 5]
    assert [segment for segment, _ in heat.first] == [8, 7, 6, 5, 4], (
        "what is as most segments are is not listed"
    )
    assert heat_of(estimated(-3), ()) is None, "one segment has no order"
    assert heat_of(audited(TARGET, None), ()) is None


def test_nothing_stands_out() -> None:
    assert "No segment stands out." in document_page(estimated(-1, -1, -2))


def test_long_documents_have_cells_for_some_segments_each() -> None:
    result = estimated(*(-1.0 for _ in range(MOST_CELLS + 100)), -20.0)
    page = document_page(result)
    cells = re.findall(r'class="h(\d)" data-h', page)
    assert len(cells) == (MOST_CELLS + 102) // 2
    assert cells[-1] == "5"


def test_figures_of_models_are_ordered_inside_the_document() -> None:
    levels = shares({number: number / 100 for number in range(100)})
    assert [levels[number] for number in (0, 4, 5, 9, 10, 24, 25, 49, 50, 74, 75, 99)] == [
        5,
        5,
        4,
        4,
        3,
        3,
        2,
        2,
        1,
        1,
        0,
        0,
    ]
    assert set(shares(dict.fromkeys(range(40), 0.5)).values()) == {5}


def with_models() -> Result:
    models = (
        Modelled(
            "similarity", 0.8, "similarity:1|e5@abc", (0.9, 0.7), (0, 2), {}, (Unjudged("not for de", (1,)),)
        ),
        Modelled("error-spans", 0.5, "error-spans:1|e5@abc", (0.5, 0.4), (0, 0), {"omission": (0.2, 0.95)}),
    )
    return msgspec.structs.replace(audited(), models=models)


def test_what_models_say_can_colour_the_strip_and_what_they_do_not_say_is_told() -> None:
    page = document_page(with_models())
    assert 'data-by="estimate:points similarity:share error-spans:share omission:probability"' in page
    cells = dict(re.findall(r'<a href="#s(\d+)" class="h\d" data-h="\d(...)"', page))
    assert cells["1"] == "xxx"
    assert cells["0"][2] == "5"
    assert "not judged by similarity: not for de" in page
    assert "similarity did not judge 1 segment: not for de" in page
    assert "e5@abc" in page
    assert page.count('class="legend"') == 3


def test_figures_stand_in_the_tables() -> None:
    result = with_models()
    rows = segment_rows(result, False)
    assert set(rows[0]) <= set(SEGMENT_COLUMNS)
    assert [row.get("model_similarity") for row in rows] == [0.9, None, 0.7]
    assert rows[0]["model_error_spans"] == 0.4, "of several sentences the lowest"
    assert rows[0]["head_omission"] == 0.95
    assert rows[1]["unjudged"] == "similarity: not for de"
    assert result.score.estimate is not None
    assert abs(sum(row["estimate"] for row in rows) - result.score.estimate) < 0.001
    row = document_row(result, None, "x")
    assert row["model_similarity"] == 0.8
    assert row["models"] == "similarity:1|e5@abc; error-spans:1|e5@abc"


def test_every_model_is_named_in_the_signature_of_a_report() -> None:
    one, two = "tool:1|model:similarity:1/a|model:quality:1/b", "tool:1"
    assert in_common([one, one]) == one
    assert in_common([one, two]) == one, "a document without a source is not asked about"


def test_a_page_without_a_source_is_as_it_was() -> None:
    settings = Settings(models=(ModelChoice(ModelKind.SIMILARITY, "x"),))
    assert settings.models
    page = document_page(audited(TARGET, None))
    assert '<section class="heat"' not in page
    assert 'id="s0"' not in page
