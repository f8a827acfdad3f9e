"""A document in a language that is not supported is told by name in every report, and never ends a run."""

import pytest

from audit import Auditor
from audit.language.profiles import name_of
from audit.report.pages.html_report import document_page
from audit.report.tally import Tally
from audit.report.terminal.text_report import TextReport

TEXT = "---\nlang: sa\n---\n\nनौका मध्याह्ने गच्छति।\n"


def test_every_report_names_it() -> None:
    result = Auditor().check_text(TEXT, format="markdown")
    assert "Sanskrit" in document_page(result)
    assert "Sanskrit" in TextReport().add(result)
    tally = Tally()
    tally.add(result)
    assert tally.incomplete == 1


@pytest.mark.parametrize(
    ("tag", "name"), [("sa", "Sanskrit"), ("de", "German"), ("qqq", "qqq"), ("sa_IN", "Sanskrit")]
)
def test_names(tag: str, name: str) -> None:
    assert name_of(tag) == name
