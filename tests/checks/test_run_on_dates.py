"""Dates, times and reading times with the next word run on."""

import pytest
from hostile import must_end, stretched

from audit.model.finding import Finding
from audit.registry.builtin_checks import builtin_checks
from audit.run.auditor import Auditor

CHECKS = [check for check in builtin_checks() if check.id == "glued-metadata"]


def found(language: str, text: str) -> list[Finding]:
    return list(Auditor(target=language, checks=CHECKS).check_text(text).findings)


@pytest.mark.parametrize(
    ("language", "text", "glued"),
    [
        ("en", "09:41, 12 November 2023Residents of the valley wait.", "09:41, 12 November 2023Residents"),
        ("en", "Updated 09:41Residents of the valley wait.", "09:41Residents"),
        ("en", "November 12, 2023Residents of the valley wait.", "November 12, 2023Residents"),
        ("en", "By Ann, May 12Residents of the valley wait.", "May 12Residents"),
        ("en", "Published 12.03.2024Author", "12.03.2024Author"),
        ("en", "2024-03-12 10:15Share this story", "2024-03-12 10:15Share"),
        ("en", "12 November 2023, 09:41Residents wait.", "12 November 2023, 09:41Residents"),
        ("en", "5 min readShare", "5 min readShare"),
        ("en", "A 15-min readShare", "15-min readShare"),
        ("de", "12. März 2024Anwohner warten.", "12. März 2024Anwohner"),
        ("es", "12 de noviembre de 2023Vecinos del valle esperan.", "12 de noviembre de 2023Vecinos"),
        ("ru", "12 ноября 2023Жители долины ждут.", "12 ноября 2023Жители"),
        ("pl", "12 listopada 2023Mieszkańcy czekają.", "12 listopada 2023Mieszkańcy"),
        ("el", "12 Νοεμβρίου 2023Κάτοικοι περιμένουν.", "12 Νοεμβρίου 2023Κάτοικοι"),
    ],
)
def test_what_ran_on_is_found_with_its_date(language: str, text: str, glued: str) -> None:
    (finding,) = found(language, text)
    assert finding.text == glued


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "At 09:41 residents left. On 12 November 2023, Residents Ltd closed."),
        ("en", "A 16:9Format screen, John 3:16 and a ratio of 10:15."),
        ("en", "Model 2023Pro and the film 1984Forever, room 12Garden."),
        ("en", "It may 2020s style return in the 1990s, the 20th of March 12th."),
        ("de", "Um 10:30 Uhr, am 12.03.2024 und 2024-03-12T10:15:00Z."),
        ("en", "The address is aa:10:20:Beef and 12:34:56:78Abc."),
        ("zh", "2024年3月12日，居民等待。09:41居民"),
        ("ar", "12 نوفمبر 2023سكان الوادي"),
    ],
)
def test_other_figures_are_left_alone(language: str, text: str) -> None:
    assert found(language, text) == []


@pytest.mark.parametrize(
    "piece", ["20", "2024", "12:34", ":", "09:41A", "may 12", "12.03.2024", "2024-03-12 "]
)
@must_end
def test_long_lines_of_one_anchor_take_linear_time(piece: str) -> None:
    found("en", "May 1, 1.1. " + stretched(piece))
